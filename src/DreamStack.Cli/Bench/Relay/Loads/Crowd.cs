using DreamStack.Cli.Bench.Relay.Protocols;
using DreamStack.Cli.Bench.Relay.Servers;
using DreamStack.Cli.Bench.Relay.Sockets;

namespace DreamStack.Cli.Bench.Relay.Loads;

/// <summary>One source and its viewers on a stream of their own, all in one thread.</summary>
internal sealed class Crowd : IDisposable
{
    private const int AtOnce = 64;
    private const int LargestWrite = 1024;
    private const int Scratch = 256 * 1024;
    // Enough for what stands before a picture's pixels, so that little of them is copied.
    private const int PictureScratch = 4 * 1024;
    private static readonly TimeSpan StallPatience = TimeSpan.FromSeconds(10);
    private readonly Load _load;
    private readonly TimeProvider _time;
    private readonly Poller _poller = new();
    private readonly List<LoadViewer> _viewers = [];
    private readonly byte[] _scratch;
    private readonly RawSocket _source;
    private readonly SourceFeed _feed;

    public Crowd(LoadServer server, Load load, string stream, TimeProvider time, CancellationToken cancellation)
    {
        _load = load;
        _time = time;
        Log = new ArrivalLog(time);
        _scratch = new byte[load.IsPicture && !server.Peer.JudgesGenerator ? PictureScratch : Scratch];
        ILoadProtocol protocol = server.Peer.Protocol;
        try
        {
            new Handshakes(server.Port, protocol.ViewerGreeting(stream, load.Message.Mode), protocol, time)
                .Run(load.Viewers, AtOnce, null, (socket, rest) => Add(socket, protocol, rest), cancellation);
            RawSocket? source = null;
            new Handshakes(server.SourcePort, protocol.SourceGreeting(stream), protocol, time)
                .Run(1, 1, null, (socket, _) => source = socket, cancellation);
            _source = source!;
            _poller.Watch(_source, load.Viewers, read: true, write: false);
            _feed = new SourceFeed(
                _source, protocol.Frame(stream, load.Message.ToBytes()), Log, load.IsPicture ? 1 : LargestWrite);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public ArrivalLog Log { get; }

    /// <summary>Messages of the load that have arrived, over all viewers.</summary>
    public long Arrived => _viewers.Sum(viewer => viewer.Reader.Count);

    /// <summary>Messages sent.</summary>
    public long Sent => _feed.Sent;

    /// <summary>Sends at a pace for a while and waits until all has arrived; how long that took.</summary>
    public TimeSpan Run(Pace pace, TimeSpan duration, CancellationToken cancellation)
    {
        long began = _time.GetTimestamp();
        long progress = began;
        long sentBefore = Sent;
        long slowest = Slowest();
        bool watchesWrite = false;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            TimeSpan elapsed = _time.GetElapsedTime(began);
            bool sends = elapsed < duration;
            if (!sends && !_feed.IsBusy && slowest >= Sent) return elapsed;
            int due = sends && !_feed.IsBusy ? pace.Due(Sent - sentBefore, Sent - slowest, elapsed) : 0;
            if (due > 0) _feed.Begin(due);
            if (_feed.IsBusy != watchesWrite)
            {
                watchesWrite = _feed.IsBusy;
                _poller.Rewatch(_source, _load.Viewers, read: true, watchesWrite);
            }

            int ready = _poller.Wait(due > 0 ? 0 : sends ? pace.Patience(Sent - sentBefore, elapsed) : 100);
            for (int i = 0; i < ready; i++) Serve(_poller.Key(i));
            long now = Slowest();
            if (now > slowest || ready == 0 && slowest >= Sent) progress = _time.GetTimestamp();
            slowest = now;
            if (_time.GetElapsedTime(progress) > StallPatience)
            {
                throw new FailedException($"stalled: {slowest - sentBefore} of {Sent - sentBefore} messages reached the slowest viewer");
            }
        }
    }

    public void Dispose()
    {
        foreach (LoadViewer viewer in _viewers) viewer.Dispose();
        _source?.Dispose();
        _poller.Dispose();
    }

    private void Add(RawSocket socket, ILoadProtocol protocol, ReadOnlySpan<byte> rest)
    {
        LoadViewer viewer = new(socket, protocol.Reader(_load.Message, Log));
        viewer.Reader.Read(rest);
        _poller.Watch(socket, _viewers.Count, read: true, write: false);
        _viewers.Add(viewer);
    }

    private void Serve(int key)
    {
        if (key < _viewers.Count)
        {
            _viewers[key].Read(_scratch);
            return;
        }

        if (_feed.IsBusy) _feed.Continue();
        if (_source.Receive(_scratch) == 0) throw new FailedException("The server hung up on the source.");
    }

    private long Slowest()
    {
        long slowest = long.MaxValue;
        foreach (LoadViewer viewer in _viewers) slowest = Math.Min(slowest, viewer.Reader.Reached);
        return slowest;
    }
}
