using System.Net.WebSockets;
using DreamStack.Relay.Http;
using DreamStack.Relay.Tests.Peers;
using DreamStack.Streaming.Wire;
using Microsoft.AspNetCore.Http;

namespace DreamStack.Relay.Tests.Http;

public class OriginTests : RelayTest
{
    [Theory]
    [InlineData("", "relay.example:9100", true)]
    [InlineData("http://relay.example:9100", "relay.example:9100", true)]
    [InlineData("https://relay.example", "relay.example", true)]
    [InlineData("http://localhost:8080", "127.0.0.1:9100", true)]
    [InlineData("http://[::1]:8080", "localhost:9100", true)]
    [InlineData("http://localhost:8080", "relay.example:9100", false)]
    [InlineData("https://evil.example", "relay.example:9100", false)]
    [InlineData("https://evil.example", "localhost:9100", false)]
    [InlineData("http://relay.example:8080", "relay.example:9100", false)]
    [InlineData("null", "localhost:9100", false)]
    [InlineData("https://friend.example", "localhost:9100", true)]
    public void Knows_whose_pages_may_connect(string origin, string host, bool allowed) =>
        Assert.Equal(allowed, OriginPolicy.Allows(origin, new HostString(host), ["https://friend.example"]));

    [Fact]
    public void A_star_allows_every_page() =>
        Assert.True(OriginPolicy.Allows("https://evil.example", new HostString("localhost:9100"), ["*"]));

    [Theory]
    [InlineData("/source/main")]
    [InlineData("/stream/main")]
    public async Task A_foreign_page_is_told_why_it_may_not(string path)
    {
        TestPeer peer = await ConnectAsync(path, "https://evil.example");
        await peer.UntilClosedAsync();
        Assert.Equal((WebSocketCloseStatus)CloseCode.OriginRefused, peer.CloseStatus);
        Assert.Contains("origin", peer.CloseReason, StringComparison.Ordinal);
    }
}
