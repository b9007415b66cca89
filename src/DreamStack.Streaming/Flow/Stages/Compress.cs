using DreamStack.Streaming.Codec;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Streaming.Flow.Stages;

/// <summary>Run-length codes the picture where that is smaller; the last stage.</summary>
public sealed class Compress : IFrameStage
{
    /// <inheritdoc/>
    public FrameShape Shape(FrameShape input) => input;

    /// <inheritdoc/>
    public int Room(FrameShape input) => CompressedPrefix.Size + RunLength.MaxEncodedLength(input.Length);

    /// <inheritdoc/>
    public StageOutcome Apply(FrameView input, Span<byte> output, out int length)
    {
        // The prefix's place is cleared, so that the same picture is the same bytes.
        output[..CompressedPrefix.Size].Clear();
        length = CompressedPrefix.Size + RunLength.Encode(input.Bytes, output[CompressedPrefix.Size..]);
        return length < input.Bytes.Length ? StageOutcome.Coded : StageOutcome.Unchanged;
    }
}
