using System.Text;
using DreamStack.Relay.Tests.Framing;

namespace DreamStack.Relay.Tests;

public class KeptConnectionTests
{
    [Theory]
    [InlineData(RelayTransport.Auto)]
    [InlineData(RelayTransport.Portable)]
    public async Task A_connection_that_a_browser_keeps_for_its_next_request_ends_with_the_relay(RelayTransport transport)
    {
        // Kept open, the browser would send its next request into it, to whoever answers at this address then, and wait for ever.
        for (int i = 0; i < 20; i++)
        {
            RelayServer relay = await RelayServer.StartAsync(
                new RelayOptions { Port = 0, Transport = transport, CloseTimeout = TimeSpan.FromMilliseconds(300) });
            await using RawPeer browser = await RawPeer.DialAsync(relay);
            await browser.ShakeAsync("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
            Assert.Equal(200, browser.Status);
            await relay.StopAsync();
            Assert.Equal("ok\n", Encoding.ASCII.GetString(await browser.ReadToEndAsync()));
        }
    }
}
