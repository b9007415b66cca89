using DreamStack.Relay.Http;

namespace DreamStack.Relay.Tests.Http;

public class QuietTrimTests
{
    [Fact]
    public void It_waits_until_many_have_changed_and_nothing_moves_and_then_trims_once()
    {
        QuietTrim trim = new();
        Assert.False(trim.Look(changes: 200, messages: 10));
        Assert.False(trim.Look(changes: 200, messages: 11));
        Assert.False(trim.Look(changes: 201, messages: 11));
        Assert.True(trim.Look(changes: 201, messages: 11));
        Assert.False(trim.Look(changes: 201, messages: 11));
        Assert.False(trim.Look(changes: 210, messages: 11));
        Assert.False(trim.Look(changes: 210, messages: 11));
    }
}
