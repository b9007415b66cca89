using System.Net.WebSockets;
using DreamStack.Streaming.Wire;

namespace DreamStack.Client.Connections;

/// <summary>One peer's way to a relay: connects, connects again, hands on what comes and sends what is given.</summary>
internal sealed class RelayLink(
    ILinkOwner owner, IConnector connector, LinkOptions options, TimeProvider time) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private volatile LinkSession? _session;
    private volatile bool _welcomed;
    private Task _running = Task.CompletedTask;
    private int _stopped;

    /// <summary>Ends when the link is stopped or refused; faults when an event handler throws.</summary>
    public Task Completion => _running;

    public bool IsReadyForPicture => _session?.Queue.IsReadyForPicture ?? false;

    public void Start() => _running = RunAsync(_stopping.Token);

    /// <summary>The owner was welcomed: only then did the connection stand, and the waits start over after it.</summary>
    public void Confirm() => _welcomed = true;

    /// <summary>Queues one whole message for the connection that stands now.</summary>
    public SendOutcome Send(in MessageHeader header, ReadOnlySpan<byte> message) =>
        _session?.Send(header, message) ?? SendOutcome.NotConnected;

    /// <summary>Sends what waits, says goodbye, and stops; each within the bound of the options.</summary>
    public async Task StopAsync(string reason)
    {
        if (Interlocked.Exchange(ref _stopped, 1) == 0)
        {
            if (_session is { } session) await session.CloseAsync(reason, options.CloseTimeout);
            await _stopping.CancelAsync();
        }

        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync("Done.");
        _stopping.Dispose();
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        Backoff backoff = new(options.Backoff);
        bool everStood = false;
        while (!stopping.IsCancellationRequested)
        {
            owner.OnConnecting();
            _welcomed = false;
            ConnectionEnd end = await TryOnceAsync(stopping);
            if (stopping.IsCancellationRequested || Volatile.Read(ref _stopped) == 1) return;

            everStood |= _welcomed;
            if (end.IsFinal || (options.FirstMustSucceed && !everStood))
            {
                owner.OnRefused(end.Reason);
                return;
            }

            if (_welcomed) backoff.Reset();
            TimeSpan delay = backoff.Next();
            owner.OnReconnecting(delay, end.Reason);
            await Task.Delay(delay, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<ConnectionEnd> TryOnceAsync(CancellationToken stopping)
    {
        WebSocket socket;
        try
        {
            socket = await connector.ConnectAsync(owner.Address, stopping);
        }
        catch (ConnectException exception)
        {
            return new ConnectionEnd(exception.Message, exception.IsFinal);
        }
        catch (OperationCanceledException)
        {
            return new ConnectionEnd("Stopped while connecting.", false);
        }

        using LinkSession session = new(socket, time);
        _session = session;
        try
        {
            owner.OnOpened();
            return await session.ServeAsync(owner, options.ExpectInputs, stopping);
        }
        finally
        {
            _session = null;
        }
    }
}
