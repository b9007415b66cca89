using System.Runtime.InteropServices.JavaScript;
using DreamStack.App.Demos;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Streaming.Wasm;

/// <summary>What JavaScript calls to be a source: a source is a number, bytes cross as pointers into the module's memory.</summary>
internal static partial class SourceExports
{
    private static readonly Dictionary<int, IBrowserSource> s_sources = [];
    private static int s_next;

    /// <summary>A source of pictures that are put in.</summary>
    [JSExport]
    public static int OpenPixels() => Keep(new PixelSource());

    /// <summary>A demo app that runs here and paints on this canvas; 0 for a name that is not known here.</summary>
    [JSExport]
    public static int OpenApp(string name, int canvas, double framesPerSecond) =>
        DemoApps.Create(name) is { } app ? Keep(new RunningApp(app, canvas, framesPerSecond)) : 0;

    [JSExport]
    public static void Close(int source) => s_sources.Remove(source);

    [JSExport]
    public static void Connected(int source) => s_sources[source].Connected();

    [JSExport]
    public static void Disconnected(int source) => s_sources[source].Disconnected();

    /// <summary>Where to put the next <paramref name="length"/> bytes that came.</summary>
    [JSExport]
    public static int Inbox(int source, int length)
    {
        s_sources[source].Inbox.Take(length);
        return s_sources[source].Inbox.Pointer;
    }

    /// <summary>Reads the inbox; how many event records there are.</summary>
    [JSExport]
    public static int Receive(int source) => s_sources[source].Receive();

    [JSExport]
    public static int Events(int source) => s_sources[source].Events.Pointer;

    /// <summary>Where to put the next picture's RGBA.</summary>
    [JSExport]
    public static int Picture(int source, int width, int height) =>
        s_sources[source] is PixelSource pixels ? pixels.Reserve(width, height) : 0;

    /// <summary>Writes what is due; milliseconds until the next call, −1 for not before something happens.</summary>
    [JSExport]
    public static int Pump(int source) => s_sources[source].Pump();

    /// <summary>Bytes of pictures a second at most, run-length coding where that is smaller, and a pipeline of PipelineExports or 0.</summary>
    [JSExport]
    public static void SetThrift(int source, double bytesPerSecond, bool compress, int pipeline)
    {
        if (s_sources[source] is not PixelSource pixels) return;
        pixels.Thrift.Throttle.BytesPerSecond = FlowNumber.Rate(bytesPerSecond);
        pixels.Thrift.Compresses = compress;
        pixels.Thrift.Recipe = pipeline == 0 ? null : FlowObjects.Get<FrameRecipe>(pipeline);
    }

    /// <summary>What was saved, as a JSON object; empty for a source that is no PixelSource.</summary>
    [JSExport]
    public static string Thrift(int source) => s_sources[source] is PixelSource pixels ? FlowJson.Of(pixels.Thrift) : "{}";

    [JSExport]
    public static void End(int source, int reason, string text) => s_sources[source].End((EndReason)reason, text);

    /// <summary>Where the outgoing bytes lie.</summary>
    [JSExport]
    public static int Outbox(int source) => s_sources[source].Outbox.Pointer;

    /// <summary>How many outgoing bytes there are.</summary>
    [JSExport]
    public static int OutboxLength(int source) => s_sources[source].Outbox.Length;

    /// <summary>They were sent.</summary>
    [JSExport]
    public static void Sent(int source) => s_sources[source].Outbox.Clear();

    private static int Keep(IBrowserSource source)
    {
        s_sources.Add(++s_next, source);
        return s_next;
    }
}
