using DreamStack.Streaming.Flow;

namespace DreamStack.Streaming.Wasm;

/// <summary>The stages of a pipeline as they are named one by one, and the pipeline they make.</summary>
internal sealed class FrameRecipe
{
    private readonly List<IFrameStage> _stages = [];
    private FramePipeline? _pipeline;

    public FramePipeline Pipeline => _pipeline ??= new FramePipeline([.. _stages]);

    /// <summary>The size that came out last.</summary>
    public FrameShape Shape { get; set; }

    public bool IsEmpty => _stages.Count == 0;

    public void Add(IFrameStage stage)
    {
        _stages.Add(stage);
        _pipeline = null;
    }
}
