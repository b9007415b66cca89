using DreamStack.Cli.Prove;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Prove;

public sealed class StormTests
{
    [Fact]
    public async Task A_hundred_viewers_at_once_each_see_the_right_picture_and_the_source_sends_nothing_more()
    {
        using ProofFolder folder = new();
        ProofRecord record = await folder.HoldsAsync("storm", "--viewers", "100", "--rounds", "1");
        Assert.Equal(["1 viewer, round 1", "100 more, round 1"], record.Parts.Select(part => part.Name));
        Assert.True(record.Parts[1]["compared"] >= 200);
    }
}
