using DreamStack.Streaming.Wire;
using Xunit;

namespace DreamStack.Tests.Wire;

public sealed class StreamNameTests
{
    [Theory]
    [InlineData("main", true)]
    [InlineData("a.b_C-9", true)]
    [InlineData("", false)]
    [InlineData(".hidden", false)]
    [InlineData("a/b", false)]
    [InlineData("ä", false)]
    [InlineData("a b", false)]
    public void A_name_keeps_the_rule(string name, bool valid) => Assert.Equal(valid, StreamName.IsValid(name));

    [Fact]
    public void A_name_is_at_most_64_characters()
    {
        Assert.True(StreamName.IsValid(new string('a', 64)));
        Assert.False(StreamName.IsValid(new string('a', 65)));
    }

    [Fact]
    public void Modes_are_read_from_words_and_lists()
    {
        Assert.All(Enum.GetValues<StreamMode>(), mode =>
        {
            Assert.True(StreamModes.TryParse(mode.ToWord(), out StreamMode read));
            Assert.Equal(mode, read);
        });
        Assert.False(StreamModes.TryParse("neural", out _));
        Assert.Equal([StreamMode.Signal, StreamMode.Pixel], StreamModes.ParseList(" signal,neural,pixel,signal"));
    }
}
