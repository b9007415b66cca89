using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;

namespace DreamStack.EndToEnd.Tests.Sessions;

/// <summary>A way to a relay that takes longer at some times than at others: what comes goes on later, in order, both ways.</summary>
/// <remarks>A wait holds for a moment. If each piece had its own, order would make the longest of them everybody's.</remarks>
internal sealed class JitterProxy : IAsyncDisposable
{
    private static readonly TimeSpan s_holds = TimeSpan.FromMilliseconds(80);
    private readonly CancellationTokenSource _stop = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly IPEndPoint _to;
    private readonly TimeSpan _jitter;
    private readonly Random _random;
    private readonly Task _accepting;

    /// <summary>Begins; what comes waits between nothing and <paramref name="jitter"/>, as the seed says.</summary>
    public JitterProxy(Uri relay, TimeSpan jitter, int seed)
    {
        _to = new IPEndPoint(IPAddress.Loopback, relay.Port);
        _jitter = jitter;
        _random = new Random(seed);
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _accepting = AcceptAsync();
    }

    public Uri Address { get; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> ways = [];
        try
        {
            while (true) ways.Add(CarryAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(ways);
        }
    }

    private async Task CarryAsync(TcpClient near)
    {
        using TcpClient far = new() { NoDelay = true };
        using (near)
        {
            near.NoDelay = true;
            await far.ConnectAsync(_to);
            await Task.WhenAll(DelayAsync(near, far), DelayAsync(far, near));
        }
    }

    /// <summary>One reads at once and notes when each piece may go; the other waits for that moment and sends it.</summary>
    private async Task DelayAsync(TcpClient from, TcpClient to)
    {
        Channel<(long Due, byte[] Bytes)> pieces = Channel.CreateUnbounded<(long, byte[])>();
        Task sending = SendAsync(pieces.Reader, to);
        byte[] buffer = new byte[65_536];
        TimeSpan wait = default;
        long drawnAt = 0;
        try
        {
            while (await from.GetStream().ReadAsync(buffer, _stop.Token) is int count and > 0)
            {
                long now = TimeProvider.System.GetTimestamp();
                if (TimeProvider.System.GetElapsedTime(drawnAt, now) > s_holds)
                {
                    lock (_random) wait = _random.NextDouble() * _jitter;
                    drawnAt = now;
                }

                long due = now + (long)(wait.TotalSeconds * TimeProvider.System.TimestampFrequency);
                pieces.Writer.TryWrite((due, buffer[..count]));
            }
        }
        catch (Exception end) when (IsEnd(end))
        {
            // Either side may go away at any time: the other is told by the end of its stream.
        }

        pieces.Writer.Complete();
        await sending;
    }

    private async Task SendAsync(ChannelReader<(long Due, byte[] Bytes)> pieces, TcpClient to)
    {
        try
        {
            await foreach ((long due, byte[] bytes) in pieces.ReadAllAsync(_stop.Token))
            {
                TimeSpan left = TimeProvider.System.GetElapsedTime(TimeProvider.System.GetTimestamp(), due);
                if (left > TimeSpan.Zero) await Task.Delay(left, _stop.Token);
                await to.GetStream().WriteAsync(bytes, _stop.Token);
            }

            to.Client.Shutdown(SocketShutdown.Send);
        }
        catch (Exception end) when (IsEnd(end))
        {
            to.Close();
        }
    }

    private static bool IsEnd(Exception end) =>
        end is IOException or OperationCanceledException or SocketException or InvalidOperationException;
}
