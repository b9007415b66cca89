using System.Buffers.Binary;

namespace DreamStack.Cli.Bench.Relay;

/// <summary>One source and its viewers against one server for a while: the source keeps a window of messages on their way.</summary>
internal sealed class LoadRound(LoadServer server, LoadScenario scenario, TimeProvider time) : IDisposable
{
    private const int SeqOffset = 2;
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan StallPatience = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim _progress = new(0);
    private readonly List<LoadViewer> _viewers = [];
    private int _signaled;
    private long _sent;

    public async Task<LoadResult> RunAsync(string stream, TimeSpan duration, CancellationToken cancellation)
    {
        List<LoadSocket> sockets = [];
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        List<Task> reading = [];
        try
        {
            byte[] message = scenario.Message();
            for (int i = 0; i < scenario.Viewers; i++)
            {
                sockets.Add(await LoadSocket.ConnectAsync(server.Port, $"/stream/{stream}?mode={scenario.Mode}", cancellation));
                LoadViewer viewer = new(sockets[^1], message[0], Progressed);
                _viewers.Add(viewer);
                reading.Add(viewer.RunAsync(over.Token));
            }

            sockets.Add(await LoadSocket.ConnectAsync(server.Port, $"/source/{stream}", cancellation));
            reading.Add(new LoadViewer(sockets[^1], 0, static () => { }).RunAsync(over.Token));
            byte[] frame = LoadSocket.Frame(message, out int payloadAt);
            await SendForAsync(sockets[^1], frame, payloadAt, WarmUp, cancellation);

            long countBefore = Total();
            TimeSpan cpuBefore = server.Cpu;
            long began = time.GetTimestamp();
            await SendForAsync(sockets[^1], frame, payloadAt, duration, cancellation);
            double seconds = time.GetElapsedTime(began).TotalSeconds;
            double cpu = (server.Cpu - cpuBefore).TotalMicroseconds;
            long count = Total() - countBefore;
            return new LoadResult(count / seconds, count * (double)scenario.MessageBytes / seconds / 1e6, cpu / count);
        }
        finally
        {
            await over.CancelAsync();
            await Task.WhenAll(reading);
            foreach (LoadSocket socket in sockets) socket.Dispose();
        }
    }

    public void Dispose() => _progress.Dispose();

    private async Task SendForAsync(
        LoadSocket source, byte[] frame, int payloadAt, TimeSpan duration, CancellationToken cancellation)
    {
        long began = time.GetTimestamp();
        while (time.GetElapsedTime(began) < duration)
        {
            while (_sent - Slowest() >= scenario.Window) await WaitAsync(cancellation);
            BinaryPrimitives.WriteUInt16LittleEndian(frame.AsSpan(payloadAt + SeqOffset), (ushort)_sent++);
            await source.SendAsync(frame, cancellation);
        }

        while (Slowest() < _sent) await WaitAsync(cancellation);
    }

    private async Task WaitAsync(CancellationToken cancellation)
    {
        if (!await _progress.WaitAsync(StallPatience, cancellation))
        {
            throw new FailedException($"{server.Name} stalled at {scenario.Label}: {Slowest()} of {_sent} arrived.");
        }

        Volatile.Write(ref _signaled, 0);
    }

    private void Progressed()
    {
        if (Interlocked.Exchange(ref _signaled, 1) == 0) _progress.Release();
    }

    private long Slowest()
    {
        long slowest = long.MaxValue;
        foreach (LoadViewer viewer in _viewers) slowest = Math.Min(slowest, viewer.Reached);
        return slowest;
    }

    private long Total()
    {
        long total = 0;
        foreach (LoadViewer viewer in _viewers) total += viewer.Count;
        return total;
    }
}
