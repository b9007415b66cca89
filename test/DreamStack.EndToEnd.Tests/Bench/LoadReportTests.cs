using DreamStack.Cli.Bench.Relay.Results;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Bench;

public sealed class LoadReportTests
{
    [Fact]
    public void The_middle_round_counts_and_the_outer_ones_are_shown()
    {
        Assert.Equal(new Spread(3, 1, 9), Spread.Of([9, 1, 3]));
        Assert.Equal(new Spread(2, 1, 3), Spread.Of([3, 1]));
        Assert.Equal("1,500 (1,000–2,000)", new Spread(1500, 1000, 2000).ToString());
    }

    [Fact]
    public void A_line_holds_each_server_and_the_ratio_of_the_relay_to_it()
    {
        string report = LoadReport.Write(Run(), "ds bench relay");
        Assert.Contains("| 938 KB × 1 | MB/s | 300 (200–400) | 100 | – | 3.00 | – |", report, StringComparison.Ordinal);
        Assert.Contains("- nats: left out, install it", report, StringComparison.Ordinal);
        Assert.Contains("- 938 KB × 1, ws failed: round 2: it stalled", report, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_comes_back_from_its_file_and_a_load_done_again_takes_its_place()
    {
        string file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            Run().Write(file);
            RunRecord read = RunRecord.Read(file)!;
            Assert.Equal(LoadReport.Write(Run(), "x"), LoadReport.Write(read, "x"));
            Assert.True(read.Has("picture-1"));
            read.Put(new LoadRow { Load = "picture-1", Label = "again" });
            Assert.Equal("again", Assert.Single(read.Rows).Label);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static RunRecord Run()
    {
        LoadRow row = new() { Load = "picture-1", Label = "938 KB × 1" };
        row.Peers["relay"] = Peer(300, 200, 400);
        row.Peers["ws"] = Peer(100);
        row.Peers["ws"].Failure = "round 2: it stalled";
        RunRecord run = new() { Rounds = 3, Seconds = 1 };
        run.Peers["nats"] = "left out, install it";
        run.Put(row);
        return run;
    }

    private static PeerRow Peer(params double[] rounds)
    {
        PeerRow peer = new();
        foreach (double round in rounds)
        {
            LoadSample sample = new();
            sample.Add(Metric.MegabytesPerSecond, round);
            peer.Add(sample);
        }

        return peer;
    }
}
