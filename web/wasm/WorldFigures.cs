namespace DreamStack.Streaming.Wasm;

/// <summary>How a followed world has kept up.</summary>
/// <param name="Checked">Checksums compared.</param>
/// <param name="Diverged">Of them not the source's.</param>
/// <param name="RolledBack">Late inputs for which steps were run again.</param>
/// <param name="Keyframes">Whole states taken on.</param>
internal readonly record struct WorldFigures(long Checked, long Diverged, long RolledBack, long Keyframes);
