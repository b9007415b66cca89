using DreamStack.Cli.Bench.Relay.Protocols;
using DreamStack.Cli.Bench.Relay.Results;
using DreamStack.Cli.Bench.Relay.Servers;

namespace DreamStack.Cli.Bench.Relay.Loads;

/// <summary>Handshakes for a while, each connection cut as soon as it has been let in.</summary>
internal static class ConnectRound
{
    private const string Stream = "connects";

    public static LoadSample Run(
        LoadServer server, Load load, TimeSpan duration, TimeProvider time, CancellationToken cancellation)
    {
        ILoadProtocol protocol = server.Peer.Protocol;
        Handshakes handshakes = new(server.Port, protocol.ViewerGreeting(Stream, load.Message.Mode), protocol, time);
        TimeSpan cpuBefore = server.Cpu;
        long began = time.GetTimestamp();
        long done = handshakes.Run(int.MaxValue, load.Viewers, duration, static (socket, _) => socket.Dispose(), cancellation);
        double seconds = time.GetElapsedTime(began).TotalSeconds;
        LoadSample sample = new();
        sample.Add(Metric.ConnectsPerSecond, done / seconds);
        sample.Add(Metric.CpuPerConnect, (server.Cpu - cpuBefore).TotalMicroseconds / done);
        return sample;
    }
}
