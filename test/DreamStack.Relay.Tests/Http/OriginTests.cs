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
    [InlineData("http://relay.example:9100", "relay.example:9100", false)]
    [InlineData("https://friend.example", "friend.example", true)]
    [InlineData("http://friend.example:9100", "friend.example:9100", true)]
    [InlineData("http://192.168.1.5:9100", "192.168.1.5:9100", true)]
    [InlineData("http://[fe80::1]:9100", "[fe80::1]:9100", true)]
    [InlineData("http://demo.localhost:9100", "demo.localhost:9100", true)]
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

    [Fact]
    public void This_machines_name_is_the_relays_own() =>
        Assert.True(OriginPolicy.Allows($"http://{Environment.MachineName}:9100", new HostString(Environment.MachineName, 9100), []));

    [Theory]
    [InlineData("/streams")]
    [InlineData("/clients")]
    [InlineData("/metrics")]
    public async Task A_name_that_anybody_can_point_here_learns_nothing(string path)
    {
        using HttpClient http = new();
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(Relay.Address, path));
        request.Headers.Host = "rebound.example:9100";
        using HttpResponseMessage response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, response.StatusCode);
    }

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
