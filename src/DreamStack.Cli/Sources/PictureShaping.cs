using DreamStack.Streaming.Flow;
using DreamStack.Streaming.Flow.Stages;

namespace DreamStack.Cli.Sources;

/// <summary>What is done to each picture of a source before it is sent, in this order.</summary>
internal sealed record PictureShaping
{
    /// <summary>Rectangle that is kept; null keeps all.</summary>
    public (int X, int Y, int Width, int Height)? Crop { get; init; }

    /// <summary>Factor on both sides.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Turn, clockwise; null for none.</summary>
    public Rotation? Rotate { get; init; }

    /// <summary>Mirror; null for none.</summary>
    public FlipAxis? Flip { get; init; }

    /// <summary>Text, or the path of a PNG, to be shown in the corner; null for none.</summary>
    public string? Watermark { get; init; }

    /// <summary>Messages leave run-length coded where that is smaller.</summary>
    public bool Compress { get; init; }

    /// <summary>The picture is not what a receiver draws by itself from the signals.</summary>
    public bool ChangesPicture => Crop is not null || Scale != 1 || Rotate is not null || Flip is not null || Watermark is not null;

    /// <summary>The stages; null when the picture stays as it is. Throws <see cref="FailedException"/> when the watermark cannot be read.</summary>
    public FramePipeline? ToPipeline()
    {
        if (!ChangesPicture) return null;
        List<IFrameStage> stages = [];
        if (Crop is { } crop) stages.Add(new Crop(crop.X, crop.Y, crop.Width, crop.Height));
        if (Scale != 1) stages.Add(new ScaleBy(Scale));
        if (Rotate is { } rotation) stages.Add(new Rotate(rotation));
        if (Flip is { } axis) stages.Add(new Flip(axis));
        if (Watermark is { } mark) stages.Add(new Watermark(WatermarkImage.Load(mark).Paint));
        return new FramePipeline([.. stages]);
    }
}
