using System.Net.Sockets;

namespace DreamStack.Cli.Bench.Relay;

/// <summary>Reads as fast as it can and says how far it has come.</summary>
internal sealed class LoadViewer(LoadSocket socket, byte type, Action progressed)
{
    private const int BufferBytes = 256 * 1024;
    private readonly FrameCounter _counter = new(type);
    private long _count;
    private long _reached;

    public long Count => Volatile.Read(ref _count);

    public long Reached => Volatile.Read(ref _reached);

    /// <summary>Reads until the connection ends.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        byte[] buffer = GC.AllocateUninitializedArray<byte>(BufferBytes, pinned: true);
        try
        {
            while (await socket.ReceiveAsync(buffer, cancellation) is > 0 and int length)
            {
                _counter.Read(buffer.AsSpan(0, length));
                if (_counter.Count == _count && _counter.Reached == _reached) continue;
                Volatile.Write(ref _count, _counter.Count);
                Volatile.Write(ref _reached, _counter.Reached);
                progressed();
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The round is over; whoever waits for this viewer's progress sees it stand still.
            progressed();
        }
    }
}
