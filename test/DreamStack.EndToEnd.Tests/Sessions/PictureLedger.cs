using System.Collections.Concurrent;
using System.IO.Hashing;

namespace DreamStack.EndToEnd.Tests.Sessions;

/// <summary>What the source's framebuffer held at each picture it sent.</summary>
internal sealed class PictureLedger
{
    private readonly ConcurrentDictionary<ushort, string> _hashes = new();

    /// <summary>Seq of the newest picture sent.</summary>
    public ushort Newest { get; private set; }

    public int Count => _hashes.Count;

    public void Note(ushort seq, ReadOnlySpan<byte> rgba)
    {
        _hashes[seq] = XxHash3.HashToUInt64(rgba).ToString("x16");
        Newest = seq;
    }

    /// <summary>The hash of the framebuffer at a seq; null when no picture had it.</summary>
    public string? At(ushort seq) => _hashes.GetValueOrDefault(seq);
}
