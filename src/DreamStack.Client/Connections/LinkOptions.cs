namespace DreamStack.Client.Connections;

/// <summary>What a <see cref="RelayLink"/> needs to know beside its owner.</summary>
internal sealed record LinkOptions
{
    /// <summary>The relay sends inputs (to a source), not frames (to a receiver).</summary>
    public required bool ExpectInputs { get; init; }

    public BackoffOptions Backoff { get; init; } = new();

    /// <summary>A first try that fails is refused instead of tried again.</summary>
    public bool FirstMustSucceed { get; init; }

    /// <summary>How long a goodbye may take before the socket is dropped.</summary>
    public required TimeSpan CloseTimeout { get; init; }
}
