using DreamStack.Cli.Bench.Relay.Servers;
using DreamStack.Cli.Prove.Network;
using DreamStack.Cli.Prove.Wan.Peers;
using DreamStack.Cli.Prove.Wan.Recorded;

namespace DreamStack.Cli.Prove.Wan;

/// <summary>One load against one server.</summary>
internal static class WanRound
{
    private static readonly TimeSpan LeadIn = TimeSpan.FromSeconds(1.5);

    public static ProofPart Run(
        WanStage stage, LoadServer server, WanLoad load, string name, TimeSpan duration, CancellationToken cancellation)
    {
        using WanCrowd crowd = new(stage, server, load, StreamOf(name), cancellation);
        crowd.Run(LeadIn, counts: false, cancellation);
        WideAreaTraffic trafficBefore = stage.Way.Traffic;
        TimeSpan wayBefore = stage.Way.Cpu;
        TimeSpan ownBefore = Environment.CpuUsage.TotalTime;
        TimeSpan cpuBefore = server.Cpu;
        long began = stage.Time.GetTimestamp();
        int due = crowd.Run(duration, counts: true, cancellation);
        double seconds = stage.Time.GetElapsedTime(began).TotalSeconds;
        double cpu = (server.Cpu - cpuBefore).TotalSeconds / seconds;
        double own = (Environment.CpuUsage.TotalTime - ownBefore).TotalSeconds / seconds;
        double way = (stage.Way.Cpu - wayBefore).TotalSeconds / seconds;
        WideAreaTraffic traffic = stage.Way.Traffic - trafficBefore;

        Arrivals near = crowd.Near;
        Arrivals far = crowd.Far;
        ProofPart part = new() { Name = name };
        // By what really came: who is sent less than was due is no cheaper viewer.
        double viewersPerCore = (near.Pictures.Count + far.Pictures.Count + crowd.Beside.Pictures.Count) / (cpu * seconds * SpringsRecording.PerSecond);
        part.Figures[WanFigure.CpuPerViewer] = 100 / viewersPerCore;
        part.Figures[WanFigure.ViewersPerCore] = viewersPerCore;
        part.Figures[WanFigure.NearP50] = Arrivals.Percentile(near.Pictures, 0.5);
        part.Figures[WanFigure.NearP99] = Arrivals.Percentile(near.Pictures, 0.99);
        part.Figures[WanFigure.NearSoundP99] = Arrivals.Percentile(near.Sounds, 0.99);
        part.Figures[WanFigure.NearInputP99] = Arrivals.Percentile(near.Inputs, 0.99);
        part.Figures[WanFigure.NearPictures] = Share(near.Pictures.Count, load.Near, due);
        part.Figures[WanFigure.FarP50] = Arrivals.Percentile(far.Pictures, 0.5);
        part.Figures[WanFigure.FarP99] = Arrivals.Percentile(far.Pictures, 0.99);
        part.Figures[WanFigure.FarSoundP99] = Arrivals.Percentile(far.Sounds, 0.99);
        part.Figures[WanFigure.FarInputP50] = Arrivals.Percentile(far.Inputs, 0.5);
        part.Figures[WanFigure.FarInputP99] = Arrivals.Percentile(far.Inputs, 0.99);
        part.Figures[WanFigure.FarPictures] = Share(far.Pictures.Count, load.Far, due);
        part.Figures[WanFigure.FarMegabits] = load.Far == 0 ? double.NaN : far.Bytes * 8 / seconds / load.Far / 1e6;
        part.Figures[WanFigure.CaughtUp] = near.CaughtUp + far.CaughtUp;
        part.Figures[WanFigure.Checked] = near.Checked + far.Checked;
        part.Figures[WanFigure.Diverged] = near.Diverged + far.Diverged;
        part.Figures[WanFigure.Lost] = load.Far == 0 ? double.NaN : traffic.LossPercent;
        part.Figures[WanFigure.ServerBusy] = 100 * cpu;
        part.Figures[WanFigure.GeneratorBusy] = 100 * own;
        part.Figures[WanFigure.WayBusy] = 100 * way;
        if (load.Viewers == 1) part.Notes.Add($"over {crowd.Agreed}.");
        return part;
    }

    // A stream's name is made of few characters.
    private static string StreamOf(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit));

    private static double Share(long came, int viewers, int due) => viewers == 0 ? double.NaN : 100.0 * came / viewers / due;
}
