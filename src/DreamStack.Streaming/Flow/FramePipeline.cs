using System.Buffers;
using DreamStack.Streaming.Flow.Stages;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Ext;

namespace DreamStack.Streaming.Flow;

/// <summary>Stages that a picture goes through in order; buffers are reused, so steady state allocates nothing. Not thread-safe.</summary>
/// <remarks>
/// It reads as a list:
/// <code>FramePipeline small = new(new Crop(0, 0, 640, 360), new Scale(320, 180), new Dedup(), new Compress());</code>
/// Use <see cref="TryRun"/> for the bytes (to show, or for a PictureEncoder), <see cref="TryWrite"/> for a whole message.
/// Every size between two stages is held to <see cref="WireLimits.MaxPicturePixels"/> before memory is taken.
/// </remarks>
public sealed class FramePipeline
{
    private readonly IFrameStage[] _stages;
    private byte[] _front = [];
    private byte[] _back = [];

    /// <summary>The stages in order; what codes the picture can only be the last.</summary>
    public FramePipeline(params ReadOnlySpan<IFrameStage> stages)
    {
        _stages = stages.ToArray();
        for (int i = 0; i < _stages.Length - 1; i++)
        {
            if (_stages[i] is Compress) throw new ArgumentException("Nothing can follow Compress: what it makes is no picture.", nameof(stages));
        }
    }

    /// <summary>The stages in order.</summary>
    public IReadOnlyList<IFrameStage> Stages => _stages;

    /// <summary>
    /// Runs a picture of RGBA rows through the stages; false when one of them stopped it (a repeat). The result lives until
    /// the next run, and it is the input itself when no stage changed it.
    /// </summary>
    public bool TryRun(ReadOnlySpan<byte> rgba, int width, int height, out FrameView result)
    {
        FrameShape shape = new(width, height);
        Check(shape);
        ArgumentOutOfRangeException.ThrowIfNotEqual(rgba.Length, shape.Length);
        result = new FrameView(shape, rgba);
        foreach (IFrameStage stage in _stages)
        {
            shape = stage.Shape(result.Shape);
            Check(shape);
            int room = stage.Room(result.Shape);
            if (_front.Length < room) _front = GC.AllocateUninitializedArray<byte>(room);
            StageOutcome outcome = stage.Apply(result, _front, out int length);
            if (outcome == StageOutcome.Stopped) return false;
            if (outcome == StageOutcome.Unchanged) continue;
            result = new FrameView(shape with { IsCoded = outcome == StageOutcome.Coded }, _front.AsSpan(0, length));
            // The next stage reads what this one wrote and writes to the other buffer.
            (_front, _back) = (_back, _front);
        }

        return true;
    }

    /// <summary>
    /// As <see cref="TryRun"/>, then writes one message: a Pixels keyframe, or where <see cref="Compress"/> made it smaller
    /// a Compressed one that holds it. False, with nothing written and no seq used, when a stage stopped the picture.
    /// </summary>
    public bool TryWrite(
        ReadOnlySpan<byte> rgba, int width, int height,
        Originator originator, scoped ReadOnlySpan<byte> ext, IBufferWriter<byte> output)
    {
        if (!TryRun(rgba, width, height, out FrameView result)) return false;
        Span<byte> block = stackalloc byte[ext.Length + ExtWriter.FullSeqLength];
        ExtWriter numbered = new(block);
        numbered.AddAll(ext);
        numbered.Add(ExtTag.FullSeq, originator.Next);
        MessageHeader header = originator.Stamp(new MessageHeader(FrameType.Pixels, MessageFlags.Keyframe)
        {
            Width = (ushort)result.Shape.Width,
            Height = (ushort)result.Shape.Height,
        });
        if (!result.Shape.IsCoded)
        {
            MessageWriter.Write(output, header, numbered.Block, result.Bytes);
            return true;
        }

        // Stages leave the prefix's place free; what was coded last lies at the front of the buffer swapped to the back.
        FrameCompressor.WriteCoded(header, numbered.Block, result.Shape.Length, _back.AsSpan(0, result.Bytes.Length), output);
        return true;
    }

    /// <summary>Where the pixel at this place of the result comes from in a picture of this size, kept inside that picture.</summary>
    public FramePoint Back(FramePoint result, FrameShape input)
    {
        FramePoint point = Back(result, input, 0);
        return new FramePoint(Math.Clamp(point.X, 0, input.Width - 1), Math.Clamp(point.Y, 0, input.Height - 1));
    }

    /// <summary>The size that has to go in for a result of this size, as far as the stages can tell.</summary>
    public FrameShape Wish(FrameShape result)
    {
        for (int i = _stages.Length - 1; i >= 0; i--) result = _stages[i].Wish(result);
        return result;
    }

    /// <summary>The size that comes out; false when a picture of this size cannot go through.</summary>
    public bool TryShape(FrameShape input, out FrameShape result)
    {
        result = input;
        foreach (IFrameStage stage in _stages)
        {
            result = stage.Shape(result);
            if (!IsAllowed(result)) return false;
        }

        return true;
    }

    // The last stage is undone first, with the size that the stages before it make.
    private FramePoint Back(FramePoint result, FrameShape input, int stage)
    {
        if (stage == _stages.Length) return result;
        return _stages[stage].Back(Back(result, _stages[stage].Shape(input), stage + 1), input);
    }

    private static bool IsAllowed(FrameShape shape) =>
        shape.Width is >= 1 and <= ushort.MaxValue && shape.Height is >= 1 and <= ushort.MaxValue
        && (long)shape.Width * shape.Height <= WireLimits.MaxPicturePixels;

    private static void Check(FrameShape shape)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shape.Width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(shape.Height, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(shape.Width, ushort.MaxValue);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(shape.Height, ushort.MaxValue);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)shape.Width * shape.Height, WireLimits.MaxPicturePixels);
    }
}
