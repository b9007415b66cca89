using System.Net;
using System.Net.Sockets;
using DreamStack.Cli.Prove.Network;

namespace DreamStack.Cli.Prove.Wan;

/// <summary>Looks whether the long way is what it should be, before anything is measured over it.</summary>
internal static class WayCheck
{
    private const int Connects = 10;
    private const string Setting = "/proc/sys/net/ipv4/tcp_congestion_control";
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(3);

    private static string CongestionControl => File.Exists(Setting) ? File.ReadAllText(Setting).Trim() : "unknown";

    public static async Task<ProofPart> RunAsync(WanStage stage, CancellationToken cancellation)
    {
        using TcpListener listener = new(IPAddress.Any, 0);
        listener.Start();
        IPEndPoint here = new(stage.Way.Here, ((IPEndPoint)listener.LocalEndpoint).Port);
        List<double> trips = [];
        for (int i = 0; i < Connects; i++)
        {
            using Socket socket = stage.FromAfar(NewSocket);
            long began = stage.Time.GetTimestamp();
            await socket.ConnectAsync(here, cancellation);
            trips.Add(stage.Time.GetElapsedTime(began).TotalMilliseconds);
            (await listener.AcceptSocketAsync(cancellation)).Dispose();
        }

        using Socket receiver = stage.FromAfar(NewSocket);
        await receiver.ConnectAsync(here, cancellation);
        using Socket sender = await listener.AcceptSocketAsync(cancellation);
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task flood = FloodAsync(sender, over.Token);
        await ReceiveAsync(receiver, Warm, stage.Time, cancellation);
        WideAreaTraffic before = stage.Way.Traffic;
        double megabits = await ReceiveAsync(receiver, Duration, stage.Time, cancellation) * 8 / 1e6;
        double lost = (stage.Way.Traffic - before).LossPercent;
        await over.CancelAsync();
        receiver.Dispose();
        await flood;

        ProofPart part = new() { Name = "the long way" };
        part.Figures[WanFigure.RoundTrip] = trips.Order().ElementAt(trips.Count / 2);
        part.Figures[WanFigure.OneFlow] = megabits;
        part.Figures[WanFigure.Lost] = lost;
        part.Notes.Add(FormattableString.Invariant($"{stage.Distance.RoundTrip.TotalMilliseconds} ms there and back, {stage.Distance.BitsPerSecond / 1e6} Mbit/s a connection and {100 * stage.Distance.Loss} % loss are asked for; congestion control is {CongestionControl}, the system's choice, for every server."));
        return part;
    }

    private static Socket NewSocket() => new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    private static async Task FloodAsync(Socket socket, CancellationToken cancellation)
    {
        byte[] bytes = new byte[64 * 1024];
        try
        {
            while (true) await socket.SendAsync(bytes, cancellation);
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException)
        {
            // It was to last until then.
        }
    }

    // Bytes a second that arrive for a while.
    private static async Task<double> ReceiveAsync(Socket socket, TimeSpan duration, TimeProvider time, CancellationToken cancellation)
    {
        byte[] bytes = new byte[256 * 1024];
        long began = time.GetTimestamp();
        long received = 0;
        while (time.GetElapsedTime(began) < duration) received += await socket.ReceiveAsync(bytes, cancellation);
        return received / time.GetElapsedTime(began).TotalSeconds;
    }
}
