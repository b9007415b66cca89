using System.IO.Hashing;

namespace DreamStack.Cli.Prove.Storm;

/// <summary>Keeps each message once, however many viewers got it: a relay sends most of them the same.</summary>
internal sealed class MessageShelf
{
    private readonly Dictionary<UInt128, byte[]> _known = [];

    public byte[] Keep(ReadOnlySpan<byte> message)
    {
        UInt128 hash = XxHash128.HashToUInt128(message);
        if (!_known.TryGetValue(hash, out byte[]? kept)) _known[hash] = kept = message.ToArray();
        return kept;
    }
}
