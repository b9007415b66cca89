using DreamStack.Streaming.Buffers;

namespace DreamStack.Relay.Streams;

/// <summary>
/// The last few catch-ups to one version of a picture, each by the version it starts from: viewers fall behind at different
/// pictures, and each of them asks again for as long as the picture rests.
/// </summary>
internal sealed class CatchUpShelf
{
    /// <summary>As many different laggards as share their work; each costs at most one whole coded picture.</summary>
    public const int Places = 4;

    private readonly (long Since, SharedBuffer? Made)[] _places = new (long, SharedBuffer?)[Places];
    private int _oldest;

    /// <summary>The catch-up from this version, with a share for the caller; null when it is not here.</summary>
    public SharedBuffer? Find(long since)
    {
        foreach ((long from, SharedBuffer? made) in _places)
        {
            if (made is not null && from == since) return made.Retain();
        }

        return null;
    }

    /// <summary>Keeps a share of a catch-up in the oldest one's place.</summary>
    public void Keep(long since, SharedBuffer made)
    {
        _places[_oldest].Made?.Release();
        _places[_oldest] = (since, made.Retain());
        _oldest = (_oldest + 1) % Places;
    }

    /// <summary>Gives back every share, as when the picture is another one.</summary>
    public void Clear()
    {
        for (int i = 0; i < Places; i++)
        {
            _places[i].Made?.Release();
            _places[i] = default;
        }
    }
}
