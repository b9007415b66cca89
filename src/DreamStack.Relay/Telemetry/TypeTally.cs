namespace DreamStack.Relay.Telemetry;

/// <summary>Messages and their bytes by type; safe from any thread, allocates nothing.</summary>
internal sealed class TypeTally
{
    private const int Types = 256;
    private readonly long[] _messages = new long[Types];
    private readonly long[] _bytes = new long[Types];

    public long TotalMessages => Sum(_messages);

    public long TotalBytes => Sum(_bytes);

    public long Messages(byte type) => Interlocked.Read(ref _messages[type]);

    public long Bytes(byte type) => Interlocked.Read(ref _bytes[type]);

    public void Count(byte type, long messages, long bytes)
    {
        Interlocked.Add(ref _messages[type], messages);
        Interlocked.Add(ref _bytes[type], bytes);
    }

    private static long Sum(long[] values)
    {
        long sum = 0;
        foreach (ref long value in values.AsSpan()) sum += Interlocked.Read(ref value);
        return sum;
    }
}
