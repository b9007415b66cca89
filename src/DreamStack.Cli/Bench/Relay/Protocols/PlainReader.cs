namespace DreamStack.Cli.Bench.Relay.Protocols;

/// <summary>Counts bytes alone, looking at none: what the other readers' work is weighed against.</summary>
internal sealed class PlainReader(int frameBytes) : ArrivalReader
{
    private long _bytes;

    public override long Count => _bytes / frameBytes;

    public override long Reached => Count;

    public override void Read(ReadOnlySpan<byte> bytes) => _bytes += bytes.Length;
}
