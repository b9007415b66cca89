using DreamStack.Cli.Bench.Relay.Protocols;
using DreamStack.Cli.Bench.Relay.Sockets;

namespace DreamStack.Cli.Prove.Storm;

/// <summary>Many lean viewers of one stream, all served by one thread.</summary>
internal sealed class LeanCrowd(int port, string stream, TimeProvider time) : IDisposable
{
    private const int ScratchBytes = 256 * 1024;
    private readonly WebSocketProtocol _protocol = new();
    private readonly MessageShelf _shelf = new();
    private readonly Poller _poller = new();
    private readonly byte[] _scratch = new byte[ScratchBytes];
    private readonly List<LeanViewer> _viewers = [];

    public IReadOnlyList<LeanViewer> Viewers => _viewers;

    /// <summary>When the first set off, and when the last did.</summary>
    public (long First, long Last) SetOff { get; private set; }

    /// <summary>
    /// Sets so many off, evenly within a time, and serves them until all hold the picture of this seq or are lost, or the patience
    /// is over.
    /// </summary>
    public void Run(int viewers, TimeSpan within, ushort last, TimeSpan patience, CancellationToken cancellation)
    {
        byte[] greeting = _protocol.ViewerGreeting(stream, "delta");
        long began = time.GetTimestamp();
        while (time.GetElapsedTime(began) < patience && !cancellation.IsCancellationRequested)
        {
            while (_viewers.Count < viewers && time.GetElapsedTime(began) >= within * _viewers.Count / viewers) SetOneOff(began);
            if (_viewers.Count == viewers && _viewers.TrueForAll(viewer => viewer.Newest == last || viewer.Lost is not null)) return;
            int ready = _poller.Wait(_viewers.Count < viewers ? 1 : 20);
            for (int i = 0; i < ready; i++) Serve(_viewers[_poller.Key(i)], _poller.Key(i), greeting);
        }
    }

    public void Dispose()
    {
        foreach (LeanViewer viewer in _viewers) viewer.Dispose();
        _poller.Dispose();
    }

    private void SetOneOff(long began)
    {
        LeanViewer viewer = new(RawSocket.Connect(port), _protocol, _shelf) { Started = time.GetTimestamp() };
        _poller.Watch(viewer.Socket, _viewers.Count, read: false, write: true);
        _viewers.Add(viewer);
        SetOff = (began, viewer.Started);
    }

    private void Serve(LeanViewer viewer, int key, byte[] greeting)
    {
        try
        {
            if (viewer.Greeted)
            {
                viewer.Read(_scratch, time.GetTimestamp());
            }
            else
            {
                viewer.Greet(greeting);
                _poller.Rewatch(viewer.Socket, key, read: true, write: false);
            }
        }
        catch (FailedException error)
        {
            viewer.Lost ??= error.Message;
        }

        if (viewer.Lost is not null) _poller.Forget(viewer.Socket);
    }
}
