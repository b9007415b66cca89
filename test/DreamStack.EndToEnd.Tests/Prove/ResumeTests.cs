using DreamStack.Cli.Prove;
using DreamStack.Cli.Prove.Network;
using DreamStack.EndToEnd.Tests.Tool;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Prove;

/// <summary>A proof that is interrupted keeps the parts it has, and goes on with the next one.</summary>
public sealed class ResumeTests
{
    private const int Interrupted = 130;

    [Fact]
    public async Task A_storm_goes_on_behind_its_last_whole_round()
    {
        using ProofFolder folder = new();
        await GoesOnAsync(folder, "storm", ["--viewers", "20", "--rounds", "1"], begins: "1 viewer, round 1…", until: "20 more, round 1…");
    }

    [Fact]
    public async Task A_soak_goes_on_with_a_fresh_process_behind_its_last_whole_row()
    {
        using ProofFolder folder = new();
        ProofRecord record = await GoesOnAsync(folder, "soak", ["--minutes", "0.2", "--no-tab"], begins: "0.02 min:", until: "0.02 min:");
        Assert.Equal(1, record.Parts[0]["process"]);
        Assert.Equal(2, record.Parts[9]["process"]);
    }

    [Fact]
    public async Task A_slow_viewers_proof_goes_on_and_an_interrupt_leaves_no_network_behind()
    {
        Assert.SkipWhen(NetworkNeeds.Missing() is not null, NetworkNeeds.Missing() ?? "");
        using ProofFolder folder = new();
        string[] arguments = ["prove", "slow", "--minutes", "0.1", "--output", folder.ReportOf("slow")];
        const string next = "with the two, round 1…";
        await InterruptAsync(arguments, until: next);
        ProofPart kept = Assert.Single(ProofRecord.Read(folder.PartsOf("slow"))!.Parts);

        // Whether its claims hold is a matter of time, and not this test's.
        string printed = await InterruptAsync([.. arguments, "--resume"], until: next);
        Assert.DoesNotContain(kept.Name, printed, StringComparison.Ordinal);
        Assert.Equal(kept.Figures, Assert.Single(ProofRecord.Read(folder.PartsOf("slow"))!.Parts).Figures);
    }

    [Fact]
    public async Task Parts_of_other_settings_are_not_gone_on_with()
    {
        using ProofFolder folder = new();
        new ProofRecord { Command = "ds prove storm --viewers 500 --rounds 3" }.Write(folder.PartsOf("storm"));
        (int code, string printed) = await ToolProcess.RunAsync("prove", "storm", "--viewers", "20", "--resume", "--output", folder.ReportOf("storm"));
        Assert.Equal(2, code);
        Assert.Contains("were made by `ds prove storm --viewers 500 --rounds 3`", printed, StringComparison.Ordinal);
    }

    // Interrupts a proof once a line is printed, and gives what it has come to after it was resumed.
    private static async Task<ProofRecord> GoesOnAsync(ProofFolder folder, string proof, string[] options, string begins, string until)
    {
        string[] arguments = ["prove", proof, .. options, "--output", folder.ReportOf(proof)];
        await InterruptAsync(arguments, until);
        ProofPart[] kept = [.. ProofRecord.Read(folder.PartsOf(proof))!.Parts];
        Assert.NotEmpty(kept);
        Assert.True(File.Exists(folder.ReportOf(proof)));

        await using ToolProcess second = ToolProcess.Start([.. arguments, "--resume"]);
        int code = await second.ExitAsync(120);
        Assert.True(code == 0, second.Output);
        Assert.DoesNotContain(begins, second.Output.Split("| part |")[0], StringComparison.Ordinal);
        ProofRecord record = ProofRecord.Read(folder.PartsOf(proof))!;
        foreach (ProofPart part in kept) Assert.Equal(part.Figures, record.Find(part.Name)!.Figures);
        Assert.True(record.Parts.Count > kept.Length);
        return record;
    }

    // As Ctrl-C does, once a line is printed; gives what was.
    private static async Task<string> InterruptAsync(string[] arguments, string until)
    {
        await using ToolProcess tool = ToolProcess.Start(arguments);
        await tool.UntilPrintedAsync(until, seconds: 60);
        Assert.Equal(Interrupted, await tool.InterruptAsync(seconds: 30));
        if (OperatingSystem.IsLinux()) Assert.DoesNotContain($"ds-prove-{tool.Id}-", Namespaces(), StringComparison.Ordinal);
        return tool.Output;
    }

    private static string Namespaces() => NetworkNeeds.Missing() is null ? SystemTool.Run("ip", "netns", "list") : "";
}
