using System.Net.WebSockets;
using DreamStack.Relay.Tests.Peers;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Relay.Tests;

public class StopTests : RelayTest
{
    [Fact]
    public async Task A_stopping_relay_tells_everybody_why_and_waits_for_nobody_for_ever()
    {
        (TestPeer source, _) = await SourceAsync();
        (TestPeer viewer, _) = await ViewerAsync();
        await ViewerAsync();
        Task<EndFrame?> sourceEnd = source.UntilClosedAsync();
        Task<EndFrame?> viewerEnd = viewer.UntilClosedAsync();
        // The third peer reads nothing and says no goodbye.
        await Relay.StopAsync(EndReason.Restarting, "Back in a moment.");
        foreach (EndFrame? end in (EndFrame?[])[await sourceEnd, await viewerEnd])
        {
            Assert.Equal(new EndFrame(EndReason.Restarting, "Back in a moment."), end);
        }

        Assert.Equal(WebSocketCloseStatus.EndpointUnavailable, viewer.CloseStatus);
        Assert.Equal("Back in a moment.", viewer.CloseReason);
    }

    [Fact]
    public async Task A_taken_port_is_an_error_at_once() =>
        await Assert.ThrowsAsync<IOException>(() => RelayServer.StartAsync(Options with { Port = Relay.Address.Port }));

    [Fact]
    public void Options_that_cannot_work_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RelayOptions { Port = 70_000 }.Validate());
        Assert.Throws<ArgumentOutOfRangeException>(() => new RelayOptions { MaxStreams = 0 }.Validate());
        Assert.Throws<ArgumentOutOfRangeException>(() => new RelayOptions { PingInterval = TimeSpan.Zero }.Validate());
    }
}
