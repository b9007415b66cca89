using DreamStack.Cli.Prove;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Prove;

public sealed class SoakTests
{
    [Fact]
    public async Task The_demo_bears_what_viewers_do_and_keeps_nothing_of_them()
    {
        using ProofFolder folder = new();
        ProofRecord record = await folder.HoldsAsync("soak", "--minutes", "0.1", "--no-tab");
        Assert.Equal(11, record.Parts.Count);
        Assert.True(record.Parts[9]["joins"] > 1);
        Assert.True(record.Parts[9]["pictures shown"] > 0);
    }
}
