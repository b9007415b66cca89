using System.Runtime.InteropServices.JavaScript;
using DreamStack.Streaming.Codec;
using DreamStack.Streaming.Flow;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Ext;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Streaming.Wasm;

/// <summary>The flow policies as JavaScript calls them; web/client/flow.js gives them their names back.</summary>
internal static partial class FlowExports
{
    private static readonly MessageExpander s_expander = new();

    /// <summary>Where to put the bytes of the next call.</summary>
    [JSExport]
    public static int Inbox(int length)
    {
        FlowObjects.Inbox.Take(length);
        return FlowObjects.Inbox.Pointer;
    }

    /// <summary>Where the bytes lie that the last call made.</summary>
    [JSExport]
    public static int Outbox() => FlowObjects.Outbox.Pointer;

    [JSExport]
    public static void Close(int handle) => FlowObjects.Close(handle);

    /// <summary>Everything opened here lives at this moment from now on.</summary>
    [JSExport]
    public static void HoldClock(double milliseconds) => FlowClock.Shared.Hold(TimeSpan.FromMilliseconds(milliseconds));

    [JSExport]
    public static void ReleaseClock() => FlowClock.Shared.Release();

    /// <summary>Run-length codes the inbox; how many bytes that makes.</summary>
    [JSExport]
    public static int Compress()
    {
        Span<byte> coded = FlowObjects.Outbox.Take(RunLength.MaxEncodedLength(FlowObjects.Inbox.Length));
        return RunLength.Encode(FlowObjects.Inbox.Written, coded);
    }

    /// <summary>Undoes it; false when the inbox does not stand for so many bytes.</summary>
    [JSExport]
    public static bool Decompress(int rawLength) =>
        RunLength.TryDecode(FlowObjects.Inbox.Written, FlowObjects.Outbox.Take(rawLength));

    [JSExport]
    public static int OpenCompressor() => FlowObjects.Keep(new FrameCompressor());

    /// <summary>Writes the message of the inbox in its smaller form; how many bytes that is, −1 for what is no message.</summary>
    [JSExport]
    public static int CompressMessage(int handle)
    {
        FlowObjects.Outbox.Clear();
        ReadOnlySpan<byte> rest = FlowObjects.Inbox.Written;
        bool read = MessageReader.TryRead(ref rest, out MessageView message, out _) == ReadStatus.Done;
        bool written = read && FlowObjects.Get<FrameCompressor>(handle).TryWrite(message, FlowObjects.Outbox);
        return written ? FlowObjects.Outbox.Length : -1;
    }

    [JSExport]
    public static string Compressor(int handle) => FlowJson.Of(FlowObjects.Get<FrameCompressor>(handle));

    /// <summary>Writes the message of the inbox as it was before it was compressed; −1 for what does not expand.</summary>
    [JSExport]
    public static int ExpandMessage()
    {
        FlowObjects.Outbox.Clear();
        ReadOnlySpan<byte> rest = FlowObjects.Inbox.Written;
        if (MessageReader.TryRead(ref rest, out MessageView message, out _) != ReadStatus.Done) return -1;
        if (!ExtBlock.TrySplit(message.Header, message.Payload, out _, out ReadOnlySpan<byte> body)) return -1;
        ReadStatus status = s_expander.TryExpand(message.Header, body, out MessageHeader inner, out ReadOnlySpan<byte> content);
        if (status != ReadStatus.Done) return -1;
        MessageWriter.Write(FlowObjects.Outbox, inner, message.Payload[..(message.Payload.Length - body.Length)], content);
        return FlowObjects.Outbox.Length;
    }

    [JSExport]
    public static int OpenDedup() => FlowObjects.Keep(new FrameDedup());

    /// <summary>The picture in the inbox equals the one before.</summary>
    [JSExport]
    public static bool IsRepeat(int handle, int width, int height) =>
        FlowObjects.Get<FrameDedup>(handle).IsRepeat(FlowObjects.Inbox.Written, width, height);

    [JSExport]
    public static void Forget(int handle) => FlowObjects.Get<FrameDedup>(handle).Forget();

    [JSExport]
    public static string Dedup(int handle) => FlowJson.Of(FlowObjects.Get<FrameDedup>(handle));

    /// <summary>Rates of 2^53 bytes a second and more let everything through.</summary>
    [JSExport]
    public static int OpenThrottle(double bytesPerSecond, double burst) =>
        FlowObjects.Keep(new BandwidthThrottle(FlowClock.Shared, FlowNumber.Rate(bytesPerSecond), (long)burst));

    [JSExport]
    public static void SetRate(int handle, double bytesPerSecond) =>
        FlowObjects.Get<BandwidthThrottle>(handle).BytesPerSecond = FlowNumber.Rate(bytesPerSecond);

    /// <summary>Milliseconds until so many bytes may go; −1 for never at this rate.</summary>
    [JSExport]
    public static double DelayFor(int handle, double bytes) =>
        FlowNumber.Milliseconds(FlowObjects.Get<BandwidthThrottle>(handle).DelayFor((long)bytes));

    [JSExport]
    public static bool TryTake(int handle, double bytes) => FlowObjects.Get<BandwidthThrottle>(handle).TryTake((long)bytes);

    [JSExport]
    public static void Take(int handle, double bytes) => FlowObjects.Get<BandwidthThrottle>(handle).Take((long)bytes);

    [JSExport]
    public static double Available(int handle) => FlowObjects.Get<BandwidthThrottle>(handle).Available;

    [JSExport]
    public static int OpenSync() => FlowObjects.Keep(new MultiClientSync(FlowClock.Shared));

    [JSExport]
    public static double LocalUs(int handle) => FlowObjects.Get<MultiClientSync>(handle).LocalUs;

    [JSExport]
    public static void Answered(int handle, double senderUs, double answererUs) =>
        FlowObjects.Get<MultiClientSync>(handle).Answered(new PingFrame((ulong)senderUs, (ulong)answererUs));

    [JSExport]
    public static void Arrived(int handle, double timestamp) =>
        FlowObjects.Get<MultiClientSync>(handle).Arrived((uint)timestamp);

    [JSExport]
    public static double WaitFor(int handle, double timestamp) =>
        FlowObjects.Get<MultiClientSync>(handle).WaitFor((uint)timestamp).TotalMilliseconds;

    [JSExport]
    public static void SetDelay(int handle, double milliseconds) =>
        FlowObjects.Get<MultiClientSync>(handle).Delay = TimeSpan.FromMilliseconds(milliseconds);

    [JSExport]
    public static string Sync(int handle) => FlowJson.Of(FlowObjects.Get<MultiClientSync>(handle));
}
