namespace DreamStack.Cli.Prove.Wan.Recorded;

/// <summary>When each message of the source was sent, by seq.</summary>
internal sealed class SentTimes(TimeProvider time)
{
    private readonly long[] _at = new long[1 << 16];

    public void Note(ushort seq) => _at[seq] = time.GetTimestamp();

    /// <summary>Milliseconds since the message with this seq was sent; null for one that never was.</summary>
    public double? Since(ushort seq) => _at[seq] == 0 ? null : time.GetElapsedTime(_at[seq]).TotalMilliseconds;
}
