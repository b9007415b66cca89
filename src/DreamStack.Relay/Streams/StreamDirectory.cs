namespace DreamStack.Relay.Streams;

/// <summary>The streams of one relay by name: made when somebody comes, gone when nobody is left or expected.</summary>
internal sealed class StreamDirectory(RelayContext relay) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Entry> _streams = new(StringComparer.Ordinal);

    /// <summary>The stream of this name for one visit, which ends with <see cref="Close"/>; null when there are too many.</summary>
    public RelayStream? Open(string name, bool asSource)
    {
        lock (_gate)
        {
            bool known = _streams.TryGetValue(name, out Entry? entry);
            // Names that people only wait on are counted apart: they must not lock sources out.
            if ((asSource ? !known || !entry!.IsSourced : !known) && Count(asSource) >= relay.Options.MaxStreams) return null;
            if (entry is null)
            {
                entry = new Entry(new RelayStream(name, relay) { Emptied = Sweep });
                _streams.Add(name, entry);
            }

            entry.Visits++;
            if (asSource) entry.SourceVisits++;
            return entry.Stream;
        }
    }

    /// <summary>Ends a visit.</summary>
    public void Close(RelayStream stream, bool asSource)
    {
        lock (_gate)
        {
            if (_streams.TryGetValue(stream.Name, out Entry? entry))
            {
                entry.Visits--;
                if (asSource) entry.SourceVisits--;
            }
        }

        Sweep(stream);
    }

    /// <summary>Every stream there is, by name.</summary>
    public IReadOnlyList<RelayStream> All()
    {
        lock (_gate) return [.. _streams.Values.Select(entry => entry.Stream).OrderBy(stream => stream.Name, StringComparer.Ordinal)];
    }

    /// <summary>The stream of this name; null when there is none.</summary>
    public RelayStream? Find(string name)
    {
        lock (_gate) return _streams.GetValueOrDefault(name)?.Stream;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (Entry entry in _streams.Values) entry.Stream.Dispose();
            _streams.Clear();
        }
    }

    private int Count(bool sourced)
    {
        int count = 0;
        foreach (Entry entry in _streams.Values) count += entry.IsSourced == sourced ? 1 : 0;
        return count;
    }

    private void Sweep(RelayStream stream)
    {
        lock (_gate)
        {
            bool known = _streams.TryGetValue(stream.Name, out Entry? entry) && entry.Stream == stream;
            if (!known || entry!.Visits > 0 || !stream.IsEmpty) return;
            _streams.Remove(stream.Name);
        }

        stream.Dispose();
    }

    private sealed class Entry(RelayStream stream)
    {
        public RelayStream Stream { get; } = stream;

        public int Visits { get; set; }

        public int SourceVisits { get; set; }

        public bool IsSourced => SourceVisits > 0 || Stream.IsKept;
    }
}
