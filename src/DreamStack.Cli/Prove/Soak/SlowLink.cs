using System.Net;
using System.Net.Sockets;
using DreamStack.Streaming.Flow;

namespace DreamStack.Cli.Prove.Soak;

/// <summary>
/// A way to a relay that takes the relay's bytes only as fast as it is told to, or not at all: what one connection after the other
/// gets that goes through here.
/// </summary>
internal sealed class SlowLink : IAsyncDisposable
{
    private const int Piece = 4 * 1024;
    private static readonly TimeSpan Nap = TimeSpan.FromMilliseconds(20);
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly BandwidthThrottle _throttle;
    private readonly TimeProvider _time;
    private readonly int _relay;
    private readonly Task _running;
    private volatile bool _blocked;

    public SlowLink(int relay, TimeProvider time)
    {
        (_relay, _time) = (relay, time);
        _throttle = new BandwidthThrottle(time, BandwidthThrottle.Unlimited, Piece);
        _listener.Start();
        _running = RunAsync(_stopping.Token);
    }

    /// <summary>Where a receiver connects instead.</summary>
    public Uri Address => new($"ws://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>Takes so many bytes a second from now on.</summary>
    public void Hold(long bytesPerSecond)
    {
        _throttle.BytesPerSecond = bytesPerSecond;
        _blocked = false;
    }

    /// <summary>Takes nothing any more.</summary>
    public void Block() => _blocked = true;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stopping.Dispose();
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        List<Task> passing = [];
        try
        {
            while (true)
            {
                TcpClient receiver = await _listener.AcceptTcpClientAsync(stopping);
                passing.Add(PassAsync(receiver, stopping));
            }
        }
        finally
        {
            await Task.WhenAll(passing);
        }
    }

    private async Task PassAsync(TcpClient receiver, CancellationToken stopping)
    {
        using (receiver)
        // Set before it connects, a small buffer keeps the window small: what a slow link has not carried yet stays with the relay.
        using (TcpClient relay = new() { ReceiveBufferSize = Piece, NoDelay = true })
        {
            receiver.NoDelay = true;
            using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            try
            {
                await relay.ConnectAsync(IPAddress.Loopback, _relay, over.Token);
                Task up = receiver.GetStream().CopyToAsync(relay.GetStream(), over.Token);
                await Task.WhenAny(up, DownAsync(relay.GetStream(), receiver.GetStream(), over.Token));
                await over.CancelAsync();
                await up.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (Exception error) when (error is SocketException or IOException or OperationCanceledException)
            {
                // One side has gone: the other goes with it.
            }
        }
    }

    private async Task DownAsync(NetworkStream from, NetworkStream to, CancellationToken over)
    {
        byte[] bytes = new byte[Piece];
        while (true)
        {
            while (_blocked) await Task.Delay(Nap, _time, over);
            int got = await from.ReadAsync(bytes, over);
            if (got == 0) return;
            while (_throttle.DelayFor(got) is var wait && wait > TimeSpan.Zero) await Task.Delay(wait < Nap ? wait : Nap, _time, over);
            _throttle.Take(got);
            await to.WriteAsync(bytes.AsMemory(0, got), over);
        }
    }
}
