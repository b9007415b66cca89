namespace DreamStack.Streaming.Flow.Metrics;

/// <summary>What tells figures of one name apart.</summary>
/// <param name="Name">A word: letters, digits, underscore.</param>
/// <param name="Value">Any text.</param>
public readonly record struct MetricLabel(string Name, string Value);
