using DreamStack.Cli.Bench.Relay.Protocols;
using DreamStack.Cli.Bench.Relay.Results;
using DreamStack.Cli.Bench.Relay.Servers;
using DreamStack.Cli.Bench.Relay.Sockets;

namespace DreamStack.Cli.Bench.Relay.Loads;

/// <summary>Viewers that nobody sends anything: how much memory each costs a fresh server.</summary>
internal static class IdleRound
{
    private const int AtOnce = 64;
    // They pay for code and pools that the first viewers of any server need.
    private const int Before = 40;
    private const string Stream = "idle";
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(1.5);

    public static async Task<LoadSample> RunAsync(LoadServer server, Load load, TimeProvider time, CancellationToken cancellation)
    {
        List<RawSocket> sockets = [];
        try
        {
            await ConnectAsync(server, load, Before, sockets, time, cancellation);
            long? heapBefore = await server.HeapAsync(cancellation);
            long memoryBefore = server.OwnMemory;
            await ConnectAsync(server, load, load.Viewers, sockets, time, cancellation);
            // The memory first: to ask for the heap collects the garbage, which no peer is asked to do.
            long memory = server.OwnMemory;
            LoadSample sample = new();
            sample.Add(Metric.MemoryPerViewer, (memory - memoryBefore) / (double)load.Viewers);
            if (await server.HeapAsync(cancellation) is { } heap && heapBefore is { } before)
            {
                sample.Add(Metric.HeapPerViewer, (heap - before) / (double)load.Viewers);
            }

            return sample;
        }
        finally
        {
            foreach (RawSocket socket in sockets) socket.Dispose();
        }
    }

    private static async Task ConnectAsync(
        LoadServer server, Load load, int viewers, List<RawSocket> sockets, TimeProvider time, CancellationToken cancellation)
    {
        ILoadProtocol protocol = server.Peer.Protocol;
        new Handshakes(server.Port, protocol.ViewerGreeting(Stream, load.Message.Mode), protocol, time)
            .Run(viewers, AtOnce, null, (socket, _) => sockets.Add(socket), cancellation);
        await Task.Delay(Settle, time, cancellation);
    }
}
