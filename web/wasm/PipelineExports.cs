using System.Runtime.InteropServices.JavaScript;
using DreamStack.Streaming.Flow;
using DreamStack.Streaming.Flow.Stages;

namespace DreamStack.Streaming.Wasm;

/// <summary>What a picture goes through, as JavaScript lists it: stages are added one by one, then pictures run.</summary>
internal static partial class PipelineExports
{
    private const int Stopped = -1;

    [JSExport]
    public static int Open() => FlowObjects.Keep(new FrameRecipe());

    [JSExport]
    public static void Crop(int handle, int x, int y, int width, int height) => Add(handle, new Crop(x, y, width, height));

    [JSExport]
    public static void Scale(int handle, int width, int height, bool smooth) =>
        Add(handle, new Scale(width, height, smooth ? ScaleFilter.Smooth : ScaleFilter.Nearest));

    /// <summary>Clockwise by so many quarters: 1, 2 or 3.</summary>
    [JSExport]
    public static void Rotate(int handle, int quarters) => Add(handle, new Rotate((Rotation)(quarters - 1)));

    [JSExport]
    public static void Flip(int handle, bool topToBottom) =>
        Add(handle, new Flip(topToBottom ? FlipAxis.TopToBottom : FlipAxis.LeftToRight));

    /// <summary>The picture in the inbox, laid over at a place.</summary>
    [JSExport]
    public static void Watermark(int handle, int x, int y, int width, int height) =>
        Add(handle, new Watermark(new Overlay(FlowObjects.Inbox.Written.ToArray(), x, y, width, height).Paint));

    [JSExport]
    public static void Dedup(int handle) => Add(handle, new Dedup());

    [JSExport]
    public static void Compress(int handle) => Add(handle, new Compress());

    /// <summary>Runs the picture of the inbox; how many bytes the outbox has, −1 when a stage stopped it.</summary>
    [JSExport]
    public static int Run(int handle, int width, int height)
    {
        FrameRecipe recipe = FlowObjects.Get<FrameRecipe>(handle);
        if (!recipe.Pipeline.TryRun(FlowObjects.Inbox.Written, width, height, out FrameView result)) return Stopped;
        recipe.Shape = result.Shape;
        result.Bytes.CopyTo(FlowObjects.Outbox.Take(result.Bytes.Length));
        return result.Bytes.Length;
    }

    /// <summary>The size that came out last: width (0), height (1), 1 when it is coded (2).</summary>
    [JSExport]
    public static int Shape(int handle, int part)
    {
        FrameShape shape = FlowObjects.Get<FrameRecipe>(handle).Shape;
        return part switch { 0 => shape.Width, 1 => shape.Height, _ => shape.IsCoded ? 1 : 0 };
    }

    private static void Add(int handle, IFrameStage stage) => FlowObjects.Get<FrameRecipe>(handle).Add(stage);
}
