using System.Collections.Concurrent;
using DreamStack.Relay.Snapshots;
using DreamStack.Relay.Sockets;
using DreamStack.Relay.Sources;
using DreamStack.Relay.Streams;
using DreamStack.Relay.Viewers;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Relay.Http;

/// <summary>Everybody who is connected to one relay, and the streams they meet on.</summary>
internal sealed class RelayPeers(RelayContext relay) : IPeerHome, IDisposable
{
    /// <summary>Sockets of one address that are told at the same time why they may not come in.</summary>
    public const int MaxRefusalsPerAddress = 32;

    // What a WebSocket says of a connection that ended without a goodbye.
    private const int LostCode = 1006;

    private readonly ConcurrentDictionary<uint, SocketPeer> _peers = new();
    private readonly ConcurrentDictionary<string, int> _perAddress = new();
    private readonly TaskCompletionSource _allGone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly QuietTrim _trim = new();
    private long _changes;
    private volatile Closing? _stopping;
    private (EndReason Reason, string Text) _lastWord;

    public StreamDirectory Streams { get; } = new(relay);

    public SnapshotStore Snapshots { get; } = new(relay.Time);

    public IReadOnlyList<SocketPeer> All() => [.. _peers.Values.Where(peer => peer.IsListed).OrderBy(peer => peer.Id)];

    /// <summary>Counts a connection of an address, whatever it finds; it ends with <see cref="Leave"/>.</summary>
    public Entrance Enter(string address)
    {
        int over = _perAddress.AddOrUpdate(address, 1, static (_, count) => count + 1) - relay.Options.MaxConnectionsPerAddress;
        if (over <= 0) return Entrance.Open;
        return over <= MaxRefusalsPerAddress ? Entrance.Full : Entrance.TurnedAway;
    }

    /// <summary>Ends what <see cref="Enter"/> began.</summary>
    public void Leave(string address)
    {
        int count = _perAddress.AddOrUpdate(address, 0, static (_, count) => count - 1);
        if (count <= 0) _perAddress.TryRemove(new KeyValuePair<string, int>(address, count));
    }

    /// <summary>Lets a peer begin; it is here until its connection has ended.</summary>
    public void Run(SocketPeer peer)
    {
        _peers[peer.Id] = peer;
        Interlocked.Increment(ref _changes);
        // A relay that began to stop just now has not seen this peer.
        if (_stopping is not null) Dismiss(peer);
        peer.Run(this);
    }

    /// <inheritdoc/>
    public void Forget(SocketPeer peer)
    {
        if (peer is WebSocketViewer viewer) Streams.Close(viewer.Stream, asSource: false);
        else if (peer is WebSocketSource source) Streams.Close(source.Stream, asSource: true);
        Leave(peer.Origin.Address);
        if (peer.Closing is { } closing) relay.Counters.CountClosed(closing == Closing.PeerLost ? LostCode : (int)closing.Code);
        _peers.TryRemove(peer.Id, out _);
        Interlocked.Increment(ref _changes);
        if (_stopping is not null && _peers.IsEmpty) _allGone.TrySetResult();
    }

    public void Ping()
    {
        foreach ((_, SocketPeer peer) in _peers) peer.Ping();
    }

    public void Look()
    {
        foreach ((_, SocketPeer peer) in _peers) peer.Look();
        if (relay.Options.TrimsWhenQuiet) _trim.Look(Interlocked.Read(ref _changes), relay.Counters.FramesIn.TotalMessages);
    }

    /// <summary>Tells everybody why and waits until they are gone or were cut.</summary>
    public async Task StopAsync(EndReason reason, string text)
    {
        _lastWord = (reason, text);
        _stopping = new Closing(CloseCode.GoingAway, text);
        foreach (SocketPeer peer in _peers.Values) Dismiss(peer);
        if (!_peers.IsEmpty) await _allGone.Task;
    }

    /// <summary>Bytes that leave for the viewers of each stream a second.</summary>
    public Dictionary<string, double> RatesOut()
    {
        Dictionary<string, double> rates = new(StringComparer.Ordinal);
        foreach (SocketPeer peer in All())
        {
            PeerReport report = peer.Report();
            if (report.Role == "source") continue;
            rates[report.Stream] = rates.GetValueOrDefault(report.Stream) + peer.Counters.BytesOutPerSecond;
        }

        return rates;
    }

    public void Dispose()
    {
        Streams.Dispose();
        Snapshots.Dispose();
    }

    private void Dismiss(SocketPeer peer)
    {
        SharedBuffer word = RelayMessages.End(_lastWord.Reason, _lastWord.Text);
        peer.Stop(_stopping!, word);
    }
}
