namespace DreamStack.Cli.Prove.Stage;

/// <summary>Every picture a source has sent; one thread adds, all may look.</summary>
internal sealed class SentPictures
{
    private readonly Lock _gate = new();
    private readonly List<SentPicture> _all = [];
    private readonly Dictionary<ulong, int> _places = [];

    public int Count
    {
        get
        {
            lock (_gate) return _all.Count;
        }
    }

    public SentPicture Newest
    {
        get
        {
            lock (_gate) return _all.Count > 0 ? _all[^1] : default;
        }
    }

    public SentPicture this[int place]
    {
        get
        {
            lock (_gate) return _all[place];
        }
    }

    public void Add(SentPicture picture)
    {
        lock (_gate)
        {
            _places[picture.FullSeq] = _all.Count;
            _all.Add(picture);
        }
    }

    /// <summary>How many pictures the source had sent before this one; null for one that it never sent.</summary>
    public int? PlaceOf(ulong fullSeq)
    {
        lock (_gate) return _places.TryGetValue(fullSeq, out int place) ? place : null;
    }

    /// <summary>Bytes that the pictures of these places took, from the first to the one before the last.</summary>
    public long Bytes(Range places)
    {
        lock (_gate) return _all[places].Sum(picture => (long)picture.Bytes);
    }
}
