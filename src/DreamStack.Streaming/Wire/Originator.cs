namespace DreamStack.Streaming.Wire;

/// <summary>Stamps the messages of one originator: seq counts them, timestamp says when, both wrap.</summary>
public sealed class Originator(TimeProvider time)
{
    private readonly long _began = time.GetTimestamp();

    /// <summary>The unwrapped seq that the next message gets.</summary>
    public ulong Next { get; private set; }

    /// <summary>The seq of the newest message stamped; 65535 before the first.</summary>
    public ushort Newest => (ushort)(Next - 1);

    /// <summary>Milliseconds since this originator began.</summary>
    public uint Now => (uint)(long)time.GetElapsedTime(_began).TotalMilliseconds;

    /// <summary>The header with the next seq and the time of now.</summary>
    public MessageHeader Stamp(MessageHeader header) => header with { Seq = (ushort)Next++, Timestamp = Now };
}
