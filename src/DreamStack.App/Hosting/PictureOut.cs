using System.Buffers;
using DreamStack.Streaming.Flow;
using DreamStack.Streaming.Pictures;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Inputs;

namespace DreamStack.App.Hosting;

/// <summary>A source's way from a rendered picture to its message, and for places on it the way back.</summary>
internal sealed class PictureOut(FramePipeline? pipeline)
{
    private readonly PictureEncoder _encoder = new();
    private readonly FrameDedup _dedup = new();

    /// <summary>Writes the picture's message; false when it shows nothing new and no keyframe is asked for.</summary>
    public bool TryWrite(
        ReadOnlySpan<byte> rgba, int width, int height, bool keyframe,
        Originator originator, ReadOnlySpan<byte> ext, IBufferWriter<byte> output)
    {
        // A repeat is known by its hash before any stage and the encoder walk through it.
        if (_dedup.IsRepeat(rgba, width, height) && !keyframe) return false;
        if (pipeline is null) return _encoder.TryEncode(rgba, width, height, keyframe, originator, ext, output);
        return pipeline.TryRun(rgba, width, height, out FrameView shown)
            && _encoder.TryEncode(shown.Bytes, shown.Shape.Width, shown.Shape.Height, keyframe, originator, ext, output);
    }

    /// <summary>Writes the hash of the newest picture as it was encoded.</summary>
    public void WriteHash(Originator originator, IBufferWriter<byte> output) => _encoder.WriteHash(originator, output);

    /// <summary>What was pointed at, as the app sees it.</summary>
    public PointerInput Back(PointerInput input, IApp app)
    {
        (ushort x, ushort y) = Back(input.X, input.Y, app);
        return input with { X = x, Y = y };
    }

    /// <summary>As for a pointer.</summary>
    public TouchInput Back(TouchInput input, IApp app)
    {
        (ushort x, ushort y) = Back(input.X, input.Y, app);
        return input with { X = x, Y = y };
    }

    /// <summary>The app's size for a picture of the size wished for.</summary>
    public ResizeInput Back(ResizeInput input)
    {
        if (pipeline is null) return input;
        FrameShape wish = pipeline.Wish(new FrameShape(input.Width, input.Height));
        return new ResizeInput((ushort)Math.Min(wish.Width, ushort.MaxValue), (ushort)Math.Min(wish.Height, ushort.MaxValue));
    }

    private (ushort X, ushort Y) Back(ushort x, ushort y, IApp app)
    {
        if (pipeline is null) return (x, y);
        FramePoint point = pipeline.Back(new FramePoint(x, y), new FrameShape(app.Width, app.Height));
        return ((ushort)point.X, (ushort)point.Y);
    }
}
