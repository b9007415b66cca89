namespace DreamStack.App.Signals;

/// <summary>Holds effects back until the outermost batch is disposed: <c>using (Batch.Open()) { … }</c>.</summary>
public readonly ref struct Batch
{
    /// <summary>Opens a batch on this thread.</summary>
    public static Batch Open()
    {
        Tracking.OpenBatch();
        return default;
    }

    /// <summary>Closes the batch; the outermost one runs the effects and throws what they threw.</summary>
#pragma warning disable CA1822 // The pattern of a using statement asks for an instance method.
    public void Dispose() => Tracking.CloseBatch();
#pragma warning restore CA1822
}
