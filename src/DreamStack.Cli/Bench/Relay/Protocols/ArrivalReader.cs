namespace DreamStack.Cli.Bench.Relay.Protocols;

/// <summary>Counts what arrives on one viewer's connection from bytes cut anywhere.</summary>
internal abstract class ArrivalReader
{
    /// <summary>Whole messages of the load's type.</summary>
    public abstract long Count { get; }

    /// <summary>How many of the source's messages lie behind this viewer, sent to it or stood in for.</summary>
    public abstract long Reached { get; }

    /// <summary>Bytes to come that need not be seen.</summary>
    public virtual int Discardable => 0;

    public abstract void Read(ReadOnlySpan<byte> bytes);

    /// <summary>So many of the <see cref="Discardable"/> bytes have come.</summary>
    public virtual void Discarded(int bytes)
    {
    }
}
