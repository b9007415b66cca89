using System.Text;
using DreamStack.Relay.FanOut;
using DreamStack.Relay.Sockets;
using DreamStack.Relay.Sources;
using DreamStack.Relay.Streams;
using DreamStack.Relay.Tests.Peers;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.Tests.Quality;

/// <summary>An app of 30 pictures a second that sends a signal change with each, straight into a stream.</summary>
internal sealed class SimulatedSource : ISource
{
    private readonly RelayStream _stream;
    private readonly int _pixels;

    public SimulatedSource(RelayStream stream, int width, int height, int pixels, bool signals)
    {
        _stream = stream;
        _pixels = pixels;
        Painter = new TestPainter(width, height);
        Info = SourceInfo.Unknown with { Modes = signals ? [StreamMode.Pixel, StreamMode.Delta, StreamMode.Signal] : StreamModes.Pictures };
        Assert.Equal(SourceClaim.Begun, stream.Attach(this, null));
        if (signals) SendSignal(FrameType.SignalSync, MessageFlags.Keyframe);
    }

    public TestPainter Painter { get; }

    public SourceInfo Info { get; }

    public InputQueue Inputs { get; } = new(new Wake());

    /// <summary>Bytes of the newest picture's message.</summary>
    public int PictureBytes { get; private set; }

    public void Stop(Closing closing) => Assert.Fail(closing.Reason);

    public void Paint(bool keyframe = false, int? pixels = null)
    {
        byte[] picture = Painter.Paint(keyframe, pixels ?? _pixels);
        PictureBytes = picture.Length;
        Send(Lane.Picture, picture);
        if (Info.Modes.Contains(StreamMode.Signal)) SendSignal(FrameType.SignalDiff, MessageFlags.None);
    }

    private void SendSignal(FrameType type, MessageFlags flags)
    {
        byte[] json = Encoding.UTF8.GetBytes($$"""{"x":{{Painter.Originator.Newest}}}""");
        byte[] message = new byte[MessageHeader.Size + json.Length];
        Painter.Originator.Stamp(new MessageHeader(type, flags) { PayloadLength = (uint)json.Length }).Write(message);
        json.CopyTo(message, MessageHeader.Size);
        Send(Lane.Signal, message);
    }

    private void Send(Lane lane, byte[] bytes)
    {
        MessageHeader.TryRead(bytes, out MessageHeader header);
        SharedBuffer message = SharedBuffer.Copy(bytes);
        Assert.Null(_stream.Publish(this, header, header, lane, message, end: null, out bool chore));
        if (chore) Assert.Null(_stream.DoChore(header, message));
        message.Release();
    }
}
