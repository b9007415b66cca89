namespace DreamStack.Streaming.Wire;

/// <summary>Stamps the messages of one originator: seq counts them, timestamp says when, both wrap.</summary>
public sealed class Originator(TimeProvider time)
{
    // Half of what a wrapped seq can tell: the other half is for messages that a receiver is sent and loses.
    private const ulong FarAway = 16_384;

    private readonly long _began = time.GetTimestamp();

    /// <summary>The unwrapped seq that the next message gets.</summary>
    public ulong Next { get; private set; }

    /// <summary>The seq of the newest message stamped; 65535 before the first.</summary>
    public ushort Newest => (ushort)(Next - 1);

    /// <summary>Milliseconds since this originator began.</summary>
    public uint Now => (uint)(long)time.GetElapsedTime(_began).TotalMilliseconds;

    /// <summary>
    /// So many messages lie between <paramref name="last"/>, an unwrapped seq, and the next one that who got none of them needs its
    /// number in full.
    /// </summary>
    public bool IsFarFrom(ulong last) => Next - last >= FarAway;

    /// <summary>The header with the next seq and the time of now.</summary>
    public MessageHeader Stamp(MessageHeader header) => header with { Seq = (ushort)Next++, Timestamp = Now };
}
