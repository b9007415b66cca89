using System.Net;
using DreamStack.Relay.Tests.Peers;

namespace DreamStack.Relay.Tests.Http;

public sealed class ConsoleAccessTests : RelayTest
{
    private readonly HttpClient _http = new();

    protected override RelayOptions Options { get; } = new() { Port = 0, Console = ConsoleAccess.Off };

    [Theory]
    [InlineData("/clients", ConsoleAccess.Off, HttpStatusCode.NotFound)]
    [InlineData("/stats", ConsoleAccess.Off, HttpStatusCode.NotFound)]
    [InlineData("/metrics", ConsoleAccess.Off, HttpStatusCode.NotFound)]
    [InlineData("/streams", ConsoleAccess.Off, HttpStatusCode.OK)]
    [InlineData("/clients", ConsoleAccess.Local, HttpStatusCode.OK)]
    [InlineData("/metrics", ConsoleAccess.On, HttpStatusCode.OK)]
    public async Task Who_may_not_know_finds_nothing(string path, ConsoleAccess access, HttpStatusCode expected)
    {
        await using RelayServer relay = await RelayServer.StartAsync(Options with { Console = access });
        using HttpResponseMessage answer = await _http.GetAsync(new Uri(relay.Address, path), TestContext.Current.CancellationToken);
        Assert.Equal(expected, answer.StatusCode);
    }
}
