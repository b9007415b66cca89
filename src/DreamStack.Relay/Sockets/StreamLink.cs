using System.Runtime.CompilerServices;
using DreamStack.Relay.FanOut;

namespace DreamStack.Relay.Sockets;

/// <summary>A connection as a stream of bytes: on every system, behind TLS too. One reader, one writer.</summary>
internal sealed class StreamLink(Stream stream, Action cut) : ILink
{
    private const int ScratchBytes = 16 * 1024;
    private readonly byte[] _scratch = GC.AllocateUninitializedArray<byte>(ScratchBytes);
    private readonly Wake _wake = new();
    private volatile bool _sending;
    private volatile bool _ended;

    public IWake Wake => _wake;

    public bool IsBusy => _sending;

    public Task RequestNeeded { get; private set; } = Task.CompletedTask;

    public void Run(SocketPeer peer) => RequestNeeded = RunAsync(peer);

    public void Cut()
    {
        _ended = true;
        cut();
        Wake.Set();
    }

    private async Task RunAsync(SocketPeer peer)
    {
        await Task.WhenAll(ReadAsync(peer), WriteAsync(peer));
        await stream.DisposeAsync();
        peer.Ended();
    }

    private async Task ReadAsync(SocketPeer peer)
    {
        try
        {
            while (true)
            {
                int count = await stream.ReadAsync(peer.Free());
                if (count == 0)
                {
                    peer.HangUp(null);
                    break;
                }

                Reading reading = peer.Received(count);
                while (reading == Reading.Chore)
                {
                    peer.RunChore();
                    reading = peer.Continue();
                }

                if (reading == Reading.Ended) break;
            }
        }
        catch (Exception error)
        {
            Give(peer, error);
        }
    }

    private async Task WriteAsync(SocketPeer peer)
    {
        Outgoing output = new();
        try
        {
            while (!_ended)
            {
                Produced produced = output.IsEmpty ? peer.Produce(output, mayWork: true) : Produced.Frames;
                if (produced == Produced.Finished) break;
                if (produced is Produced.Frames or Produced.LastFrames) await SendAsync(output);
                else await _wake.WaitAsync();
            }
        }
        catch (Exception error)
        {
            Give(peer, error);
        }
        finally
        {
            output.Discard();
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask SendAsync(Outgoing output)
    {
        _sending = true;
        ReadOnlyMemory<byte> bytes = output.Next(_scratch);
        await stream.WriteAsync(bytes);
        output.Wrote(bytes.Length);
        _sending = false;
    }

    // The connection is gone for both sides: neither waits for the other.
    private void Give(SocketPeer peer, Exception error)
    {
        if (IsLoss(error)) peer.HangUp(error.Message);
        else peer.Fail(error);
        Cut();
    }

    // What a stream throws when its other end, or this one, has given up on it.
    private static bool IsLoss(Exception error) =>
        error is IOException or OperationCanceledException or ObjectDisposedException;
}
