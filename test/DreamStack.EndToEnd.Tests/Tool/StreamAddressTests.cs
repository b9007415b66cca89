using DreamStack.Cli.Verbs;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Tool;

public sealed class StreamAddressTests
{
    [Theory]
    [InlineData("ws://a:1/stream/s", "ws://a:1/", "s")]
    [InlineData("http://a:1/watch/s", "ws://a:1/", "s")]
    [InlineData("https://a/watch/s", "wss://a/", "s")]
    [InlineData("a:1", "ws://a:1/", "main")]
    [InlineData("a", "ws://a:9100/", "main")]
    [InlineData("a:1/s", "ws://a:1/", "s")]
    [InlineData("ws://[::1]:9100/", "ws://[::1]:9100/", "main")]
    public void An_address_is_read_as_a_person_pastes_it(string text, string relay, string stream)
    {
        Assert.True(StreamAddress.TryParse(text, out StreamAddress? address));
        Assert.Equal((new Uri(relay), stream), (address.Relay, address.Stream));
    }

    [Theory]
    [InlineData("")]
    [InlineData("ftp://a")]
    [InlineData("ws://a/b/c/d")]
    [InlineData("ws://a/stream/.hidden")]
    public void What_is_no_address_is_refused(string text) => Assert.False(StreamAddress.TryParse(text, out _));
}
