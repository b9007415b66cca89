using DreamStack.Cli.Bench.Relay.Results;
using DreamStack.EndToEnd.Tests.Tool;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Bench;

public sealed class RelayBenchTests
{
    [Fact]
    public async Task The_relay_carries_each_kind_of_load_beside_the_limit()
    {
        string output = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".md");
        string rounds = Path.ChangeExtension(output, ".json");
        try
        {
            (int code, string printed) = await ToolProcess.RunAsync(
                "bench", "relay", "--only", "picture-1,burst-100,paced-small-100,connect-64", "--peers", "limit",
                "--rounds", "1", "--seconds", "0.2", "--output", output);
            Assert.True(code == 0, printed);
            RunRecord run = RunRecord.Read(rounds)!;
            Assert.Equal(["picture-1", "burst-100", "paced-small-100", "connect-64"], run.Rows.Select(row => row.Load));
            foreach (LoadRow row in run.Rows)
            {
                Assert.Null(row.Peers["relay"].Failure);
                // A flood may outrun a relay on a busy machine; these cannot: less is on its way than a viewer may have waiting.
                if (row.Load is "burst-100" or "paced-small-100") Assert.Equal(0, row.Peers["relay"].Of(Metric.Lost)!.Value.Most);
            }

            (code, printed) = await ToolProcess.RunAsync(
                "bench", "relay", "--only", "picture-1", "--peers", "limit", "--resume", "--output", output);
            Assert.True(code == 0, printed);
            Assert.Equal(4, RunRecord.Read(rounds)!.Rows.Count);
        }
        finally
        {
            File.Delete(output);
            File.Delete(rounds);
        }
    }

    [Fact]
    public async Task An_interrupt_ends_the_run_at_once()
    {
        await using ToolProcess tool = ToolProcess.Start(
            "bench", "relay", "--only", "paced-small-100", "--peers", "limit", "--rounds", "1", "--seconds", "500");
        await tool.UntilPrintedAsync("warm-up");
        Assert.Equal(130, await tool.InterruptAsync());
    }
}
