using System.Numerics;
using DreamStack.Streaming.Buffers;

namespace DreamStack.Relay.Streams;

/// <summary>
/// The catch-ups to one version of a picture, each by the version it starts from: viewers fall behind at different pictures, and
/// each of them asks again for as long as the picture rests. However many there are, few are made.
/// </summary>
internal sealed class CatchUpShelf
{
    /// <summary>As many start exactly where their viewer is; whoever comes from elsewhere shares with those up to twice as far behind.</summary>
    public const int Exact = 4;

    /// <summary>The most bytes that are kept, but for the last one made.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    // Beyond 32,768 pictures nearly everything is new.
    private const int MostDoublings = 15;

    /// <summary>The most that are ever made of one version.</summary>
    public const int Places = Exact + MostDoublings + 1;

    private readonly List<(long Since, SharedBuffer Made)> _made = [];
    private long _bytes;

    /// <summary>From where a viewer's catch-up starts: what it has, or something older; null when it is to get a whole picture.</summary>
    public long? StartFor(long since, long version)
    {
        if (_made.Count < Exact || IsHere(since)) return since;
        long behind = version - since;
        int doublings = behind <= 1 ? 0 : BitOperations.Log2((ulong)(behind - 1)) + 1;
        if (doublings > MostDoublings) return null;
        long from = version - (1L << doublings);
        return _bytes >= MaxBytes && !IsHere(from) ? null : from;
    }

    /// <summary>The catch-up from this version, with a share for the caller; null when it is not here.</summary>
    public SharedBuffer? Find(long since)
    {
        foreach ((long from, SharedBuffer made) in _made)
        {
            if (from == since) return made.Retain();
        }

        return null;
    }

    /// <summary>Keeps a share of a catch-up.</summary>
    public void Keep(long since, SharedBuffer made)
    {
        _made.Add((since, made.Retain()));
        _bytes += made.Length;
    }

    /// <summary>Gives back every share, as when the picture is another one.</summary>
    public void Clear()
    {
        foreach ((_, SharedBuffer made) in _made) made.Release();
        _made.Clear();
        _bytes = 0;
    }

    private bool IsHere(long since)
    {
        foreach ((long from, _) in _made)
        {
            if (from == since) return true;
        }

        return false;
    }
}
