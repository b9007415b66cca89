using DreamStack.Cli.Bench.Relay.Servers;
using DreamStack.Cli.Bench.Relay.Sockets;
using DreamStack.Cli.Prove.Wan.Peers;
using DreamStack.Cli.Prove.Wan.Recorded;
using DreamStack.Streaming.Codec;

namespace DreamStack.Cli.Prove.Wan;

/// <summary>One source and its viewers, near and far, in one thread.</summary>
internal sealed class WanCrowd : IDisposable
{
    private const int Scratch = 64 * 1024;
    // Not the pictures' beat: an input meets the next picture after every wait there is.
    private static readonly TimeSpan InputEvery = TimeSpan.FromSeconds(1.0 / 60.3);
    private static readonly TimeSpan PictureEvery = TimeSpan.FromSeconds(1.0 / SpringsRecording.PerSecond);
    private static readonly TimeSpan HandsChange = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly WanStage _stage;
    private readonly WanLoad _load;
    private readonly Poller _poller = new();
    private readonly List<WanPeer> _peers = [];
    private readonly List<bool> _writes = [];
    private readonly List<WanViewer> _viewers = [];
    private readonly byte[] _scratch = new byte[Scratch];
    private readonly WanSource _source;

    public WanCrowd(WanStage stage, LoadServer server, WanLoad load, string stream, CancellationToken cancellation)
    {
        _stage = stage;
        _load = load;
        SentTimes sent = new(stage.Time);
        MessageExpander expander = new();
        try
        {
            for (int i = 0; i < load.Viewers; i++)
            {
                bool far = i >= load.Near && i < load.Near + load.Far;
                WanViewer viewer = new(stage.Connect(server.Port, far), stream, i, sent, expander, stage.Time);
                if (i == 0 || i == load.Near) viewer.CheckPictures();
                _viewers.Add(viewer);
                Add(viewer);
            }

            Open(cancellation);
            _source = new WanSource(stage.Connect(server.Port, far: false), stream, new Replay(stage.Recording, sent, stage.Time), stage.Time);
            Add(_source);
            Open(cancellation);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public Arrivals Near { get; } = new();

    public Arrivals Far { get; } = new();

    /// <summary>What has come to those who only stand in for far ones.</summary>
    public Arrivals Beside { get; } = new();

    /// <summary>Bytes that the source has sent.</summary>
    public long SourceBytes => _source.Bytes;

    /// <summary>What TLS agreed on.</summary>
    public string Agreed => _source.Agreed;

    private IEnumerable<WanViewer> FarViewers => _viewers.Skip(_load.Near).Take(_load.Far);

    /// <summary>Plays for a while, counting what comes or not; pictures that were due.</summary>
    public int Run(TimeSpan duration, bool counts, CancellationToken cancellation)
    {
        foreach (WanViewer viewer in _viewers.Take(_load.Near)) viewer.Log = counts ? Near : null;
        foreach (WanViewer viewer in FarViewers) viewer.Log = counts ? Far : null;
        foreach (WanViewer viewer in _viewers.Skip(_load.Near + _load.Far)) viewer.Log = counts ? Beside : null;
        WanViewer[][] hands = [.. ((WanViewer[][])[[.. _viewers.Take(_load.Near)], [.. FarViewers]]).Where(some => some.Length > 0)];
        TimeProvider time = _stage.Time;
        long began = time.GetTimestamp();
        TimeSpan nextPicture = TimeSpan.Zero;
        TimeSpan nextInput = TimeSpan.Zero;
        int due = 0;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            TimeSpan now = time.GetElapsedTime(began);
            if (now >= duration) return due;
            if (now >= nextPicture)
            {
                nextPicture += PictureEvery;
                due++;
                if (!_source.IsBehind) _source.Step();
                foreach (WanPeer peer in _peers) peer.Ping();
                for (int key = 0; key < _peers.Count; key++) Rewatch(key);
            }

            if (now >= nextInput)
            {
                nextInput += InputEvery;
                int turn = (int)(now / HandsChange);
                foreach (WanViewer[] some in hands) some[turn % some.Length].Point();
            }

            TimeSpan next = nextPicture < nextInput ? nextPicture : nextInput;
            Serve(Math.Max(0, (int)Math.Ceiling((next - time.GetElapsedTime(began)).TotalMilliseconds)));
        }
    }

    public void Dispose()
    {
        foreach (WanPeer peer in _peers) peer.Dispose();
        _poller.Dispose();
    }

    private void Add(WanPeer peer)
    {
        _poller.Watch(peer.Socket, _peers.Count, read: true, write: true);
        _peers.Add(peer);
        _writes.Add(true);
    }

    private void Open(CancellationToken cancellation)
    {
        long began = _stage.Time.GetTimestamp();
        while (!_peers.All(peer => peer.IsOpen))
        {
            cancellation.ThrowIfCancellationRequested();
            if (_stage.Time.GetElapsedTime(began) > Patience) throw new FailedException("Connections were not let in.");
            Serve(100);
        }
    }

    private void Serve(int milliseconds)
    {
        int ready = _poller.Wait(milliseconds);
        for (int i = 0; i < ready; i++)
        {
            int key = _poller.Key(i);
            _peers[key].Ready(_scratch);
            Rewatch(key);
        }
    }

    private void Rewatch(int key)
    {
        bool writes = _peers[key].WantsWrite;
        if (writes == _writes[key]) return;
        _writes[key] = writes;
        _poller.Rewatch(_peers[key].Socket, key, read: true, writes);
    }
}
