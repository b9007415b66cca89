using DreamStack.Client.Receiving;
using DreamStack.Streaming.Pictures;

namespace DreamStack.Cli.Prove.Stage;

/// <summary>A real receiver that notes each picture it gets and compares it with the one its source sent.</summary>
internal sealed class ProofViewer : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly ReceiverClient _client;
    private readonly SentPictures _sent;
    private readonly TimeProvider _time;
    private readonly Func<int, bool> _judges;
    private readonly List<Arrival> _arrivals = [];
    private int _judged;
    private int _wrong;
    private volatile string? _lost;

    /// <summary>A viewer at rest, which compares its first picture and those whose places <paramref name="judges"/> says yes to.</summary>
    public ProofViewer(ReceiverOptions options, SentPictures sent, TimeProvider time, Func<int, bool> judges)
    {
        (_sent, _time, _judges) = (sent, time, judges);
        _client = new ReceiverClient(options, time);
        _client.Picture += OnPicture;
        _client.Reconnecting += (_, reason) => _lost = reason;
        _client.Refused += reason => _lost = reason;
        _client.Ended += end => _lost = end.Text;
    }

    public long Started { get; private set; }

    /// <summary>Why the connection was lost, the last time that it was.</summary>
    public string? Lost => _lost;

    public ReceiverStats Stats => _client.Stats;

    /// <summary>Pictures compared with the source's.</summary>
    public int Judged => Volatile.Read(ref _judged);

    /// <summary>Of those, the ones that were not what the source sent.</summary>
    public int Wrong => Volatile.Read(ref _wrong);

    /// <summary>Everything that came so far.</summary>
    public IReadOnlyList<Arrival> Arrivals
    {
        get
        {
            lock (_gate) return [.. _arrivals];
        }
    }

    /// <summary>The first; null before it.</summary>
    public Arrival? First
    {
        get
        {
            lock (_gate) return _arrivals.Count > 0 ? _arrivals[0] : null;
        }
    }

    /// <summary>The newest; null before the first.</summary>
    public Arrival? Newest
    {
        get
        {
            lock (_gate) return _arrivals.Count > 0 ? _arrivals[^1] : null;
        }
    }

    public void Start()
    {
        Started = _time.GetTimestamp();
        _client.Start();
    }

    /// <summary>Waits until the viewer holds the source's picture of this place or a newer one; false when the time runs out.</summary>
    public async Task<bool> UntilAsync(int place, TimeSpan patience, CancellationToken cancellation)
    {
        long began = _time.GetTimestamp();
        while (!(Newest?.Place >= place))
        {
            if (_time.GetElapsedTime(began) > patience) return false;
            await Task.Delay(TimeSpan.FromMilliseconds(5), _time, cancellation);
        }

        return true;
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private void OnPicture(PictureView picture)
    {
        long at = _time.GetTimestamp();
        int? place = _sent.PlaceOf(picture.FullSeq);
        if (place is not { } known || _judged == 0 || _judges(known))
        {
            Interlocked.Increment(ref _judged);
            bool right = place is { } its && _sent[its].Hash == PictureCheck.HashOf(picture.Rgba);
            if (!right) Interlocked.Increment(ref _wrong);
        }

        lock (_gate) _arrivals.Add(new Arrival(place ?? -1, at, _sent.Count - 1));
    }
}
