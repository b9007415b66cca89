namespace DreamStack.Streaming.Flow;

/// <summary>One step of a <see cref="FramePipeline"/>: a picture in, a picture out. It keeps no reference to either.</summary>
public interface IFrameStage
{
    /// <summary>The size that comes out for a size that goes in.</summary>
    FrameShape Shape(FrameShape input);

    /// <summary>Where the pixel at this place of the output comes from, so that a click hits what is seen; both may lie outside.</summary>
    FramePoint Back(FramePoint output, FrameShape input) => output;

    /// <summary>The size that has to go in for this size to come out, as far as the stage can tell.</summary>
    FrameShape Wish(FrameShape output) => output;

    /// <summary>Bytes of output the stage asks for.</summary>
    int Room(FrameShape input) => Shape(input).Length;

    /// <summary>Makes the picture; <paramref name="output"/> has at least <see cref="Room"/> bytes of undefined content.</summary>
    StageOutcome Apply(FrameView input, Span<byte> output, out int length);
}
