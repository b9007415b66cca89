using DreamStack.Cli.Bench.Relay.Results;
using DreamStack.Cli.Bench.Relay.Servers;

namespace DreamStack.Cli.Bench.Relay.Loads;

/// <summary>Rounds of a load that carries messages.</summary>
internal sealed class CrowdRound(LoadServer server, Load load, TimeSpan duration, TimeProvider time)
{
    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromSeconds(1.2);
    // So slow a load brings a compiler that works while the server runs, as .NET's and V8's do, to its end only after a while.
    private static readonly TimeSpan PacedWarmUp = TimeSpan.FromSeconds(4);
    // What is done once for each who joins is compiled when many have: not in the rounds, each of which has a crowd of its own.
    private const int Joins = 120;
    private const int LeastCrowds = 3;
    private static readonly TimeSpan Visit = TimeSpan.FromSeconds(0.05);
    private static readonly TimeSpan LongestTrial = TimeSpan.FromSeconds(0.3);
    private static readonly TimeSpan LeadIn = TimeSpan.FromSeconds(0.15);
    private int _window = load.Windows.Count > 0 ? load.Windows[0] : 1;

    /// <summary>Messages on their way at once that suit this server.</summary>
    public int Window => _window;

    /// <summary>Brings the server up to speed and finds its window.</summary>
    public void Prepare(string stream, CancellationToken cancellation)
    {
        for (int crowds = Math.Max(LeastCrowds, Joins / (load.Viewers + 1)); crowds > 0; crowds--)
        {
            using Crowd visitors = new(server, load, $"{stream}-{crowds}", time, cancellation);
            visitors.Run(Pace.Of(load, _window), Visit, cancellation);
        }

        using Crowd crowd = new(server, load, stream, time, cancellation);
        TimeSpan warmUp = load.Kind == LoadKind.Paced ? PacedWarmUp : LongestWarmUp;
        crowd.Run(Pace.Of(load, _window), duration < LongestWarmUp ? duration : warmUp, cancellation);
        TimeSpan trial = duration < LongestTrial ? duration : LongestTrial;
        double best = 0;
        if (load.Windows.Count < 2) return;
        foreach (int window in load.Windows)
        {
            long sent = crowd.Sent;
            long arrived = crowd.Arrived;
            double seconds = crowd.Run(Pace.Of(load, window), trial, cancellation).TotalSeconds;
            bool lossless = crowd.Arrived - arrived == (crowd.Sent - sent) * load.Viewers;
            double rate = (crowd.Arrived - arrived) / seconds;
            if (!lossless || rate <= best) continue;
            best = rate;
            _window = window;
        }
    }

    /// <summary>One round; when it loses messages it is done again with the next smaller window, which stays.</summary>
    public async Task<LoadSample> RunAsync(string stream, CancellationToken cancellation)
    {
        while (true)
        {
            LoadSample sample = await MeasureAsync($"{stream}-{_window}", cancellation);
            int smaller = load.Windows.Where(window => window < _window).DefaultIfEmpty().Max();
            if (sample.Values[Metric.Lost] == 0 || smaller == 0) return sample;
            _window = smaller;
        }
    }

    private async Task<LoadSample> MeasureAsync(string stream, CancellationToken cancellation)
    {
        using Crowd crowd = new(server, load, stream, time, cancellation);
        Pace pace = Pace.Of(load, _window);
        crowd.Run(pace, LeadIn, cancellation);
        crowd.Log.IsOn = load.Kind == LoadKind.Paced;
        long? allocatedBefore = await server.AllocatedAsync(cancellation);
        long sentBefore = crowd.Sent;
        long arrivedBefore = crowd.Arrived;
        TimeSpan cpuBefore = server.Cpu;
        TimeSpan ownBefore = Environment.CpuUsage.TotalTime;
        double seconds = crowd.Run(pace, duration, cancellation).TotalSeconds;
        double cpu = (server.Cpu - cpuBefore).TotalSeconds;
        double own = (Environment.CpuUsage.TotalTime - ownBefore).TotalSeconds;
        double arrived = crowd.Arrived - arrivedBefore;
        long? allocated = await server.AllocatedAsync(cancellation);

        LoadSample sample = new();
        double expected = (double)(crowd.Sent - sentBefore) * load.Viewers;
        sample.Add(Metric.Lost, 100 * (expected - arrived) / expected);
        if (load.Kind == LoadKind.Flood) sample.Add(Metric.GeneratorBusy, 100 * own / seconds);
        if (allocated is { } after && allocatedBefore is { } before) sample.Add(Metric.AllocatedPerMessage, (after - before) / arrived);
        double gigabytes = arrived * load.Message.Bytes / 1e9;
        if (load.Kind == LoadKind.Paced)
        {
            sample.Add(Metric.LatencyP50, crowd.Log.Percentile(0.5));
            sample.Add(Metric.LatencyP99, crowd.Log.Percentile(0.99));
        }

        if (load.IsPicture)
        {
            if (load.Kind == LoadKind.Flood) sample.Add(Metric.MegabytesPerSecond, 1e3 * gigabytes / seconds);
            sample.Add(Metric.CpuPerGigabyte, cpu / gigabytes);
        }
        else
        {
            if (load.Kind != LoadKind.Paced) sample.Add(Metric.MessagesPerSecond, arrived / seconds);
            sample.Add(Metric.CpuPerMessage, 1e6 * cpu / arrived);
        }

        return sample;
    }
}
