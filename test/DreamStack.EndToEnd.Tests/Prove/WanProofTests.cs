using DreamStack.Cli.Prove;
using DreamStack.Cli.Prove.Network;
using DreamStack.Cli.Prove.Wan;
using DreamStack.EndToEnd.Tests.Tool;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Prove;

/// <summary>The wide-area proof in short; where its network cannot be made, the tests are skipped and say why.</summary>
public sealed class WanProofTests
{
    [Fact]
    public async Task Pictures_near_and_far_are_the_sources()
    {
        SkipWhereMissing();
        string output = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".md");
        string parts = Path.ChangeExtension(output, ".json");
        try
        {
            (int code, string printed) = await ToolProcess.RunAsync("prove", "wan", "--only", "2+2", "--seconds", "3", "--output", output);
            Assert.True(code == 0, printed);
            ProofPart part = ProofRecord.Read(parts)!.Find(WanProof.PartOf(new WanLoad(2, 2), "relay"))!;
            Assert.True(part[WanFigure.Checked] > 0);
            Assert.Equal(0, part[WanFigure.Diverged]);
            Assert.True(part[WanFigure.NearPictures] > 0);
            Assert.True(part[WanFigure.FarInputP50] >= 80);
        }
        finally
        {
            File.Delete(output);
            File.Delete(parts);
        }
    }

    [Fact]
    public async Task An_interrupt_leaves_nothing_behind()
    {
        SkipWhereMissing();
        string output = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".md");
        await using ToolProcess tool = ToolProcess.Start("prove", "wan", "--only", "2+2", "--seconds", "500", "--output", output);
        await tool.UntilPrintedAsync("relay: 2 near", seconds: 60);
        Assert.Equal(130, await tool.InterruptAsync());
        Assert.DoesNotContain($"ds-prove-{tool.Id}-", SystemTool.Run("ip", "netns", "list"), StringComparison.Ordinal);
        Assert.DoesNotContain($"dsp{tool.Id}w", SystemTool.Run("ip", "link"), StringComparison.Ordinal);
        File.Delete(output);
        File.Delete(Path.ChangeExtension(output, ".json"));
    }

    [Theory]
    [InlineData("5+5", 5, 5, 0)]
    [InlineData("0+1", 0, 1, 0)]
    [InlineData("5+0+7", 5, 0, 7)]
    public void Loads_are_said_in_numbers(string word, int near, int far, int beside) =>
        Assert.Equal([new WanLoad(near, far, beside)], WanLoad.Choose([word]));

    [Theory]
    [InlineData("5")]
    [InlineData("0+0")]
    [InlineData("-1+5")]
    [InlineData("many+few")]
    public void Other_words_are_refused(string word) => Assert.Throws<DreamStack.Cli.FailedException>(() => WanLoad.Choose([word]));

    private static void SkipWhereMissing()
    {
        string? missing = NetworkNeeds.MissingForDistance();
        Assert.SkipWhen(missing is not null, missing ?? "");
    }
}
