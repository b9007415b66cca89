using System.Net.WebSockets;
using DreamStack.Relay.Http;
using DreamStack.Relay.Tests.Peers;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Relay.Tests;

public class LimitTests : RelayTest
{
    protected override RelayOptions Options { get; } = new()
    {
        Port = 0,
        MaxStreams = 2,
        MaxViewersPerStream = 2,
        MaxConnectionsPerAddress = 5,
        Grace = TimeSpan.FromMilliseconds(50),
        CloseTimeout = TimeSpan.FromMilliseconds(300),
    };

    [Fact]
    public async Task One_address_gets_so_many_connections_and_one_back_when_one_ends()
    {
        List<TestPeer> peers = [];
        foreach (string path in (string[])["/stream/a", "/stream/a", "/stream/b", "/stream/b", "/source/a"]) peers.Add((await ViewerAsync(path)).Viewer);
        await AssertRefusedAsync("/stream/a", "connections");
        await peers[0].CloseAsync();
        // Its place is free once the relay has let go of it, which other viewers hear as a changed count.
        await peers[1].NextControlAsync<DriverControl>(control => control.Viewer is not null);
        await peers[1].NextControlAsync<WatchersControl>(control => control.Count == 1);
    }

    [Fact]
    public async Task A_stream_has_room_for_so_many_and_a_relay_for_so_many_streams()
    {
        await ViewerAsync("/stream/a");
        await ViewerAsync("/stream/a");
        await AssertRefusedAsync("/stream/a", "room");
        await ViewerAsync("/stream/b");
        await AssertRefusedAsync("/stream/c", "streams");
    }

    [Fact]
    public async Task Names_that_people_only_wait_on_lock_no_source_out()
    {
        await ViewerAsync("/stream/a");
        await ViewerAsync("/stream/b");
        await SourceAsync("/source/c");
        // A name somebody waits on becomes a stream with a source.
        (TestPeer first, _) = await SourceAsync("/source/a");
        await first.CloseAsync();
    }

    [Fact]
    public void Connections_beyond_those_that_are_told_why_are_turned_away()
    {
        RelayContext relay = new(Options, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);
        using RelayPeers peers = new(relay);
        for (int i = 0; i < Options.MaxConnectionsPerAddress; i++) Assert.Equal(Entrance.Open, peers.Enter("a"));
        for (int i = 0; i < RelayPeers.MaxRefusalsPerAddress; i++) Assert.Equal(Entrance.Full, peers.Enter("a"));
        Assert.Equal(Entrance.TurnedAway, peers.Enter("a"));
        Assert.Equal(Entrance.Open, peers.Enter("b"));
        for (int i = 0; i <= RelayPeers.MaxRefusalsPerAddress; i++) peers.Leave("a");
        Assert.Equal(Entrance.Full, peers.Enter("a"));
    }

    [Fact]
    public async Task After_the_grace_the_picture_is_forgotten_and_the_viewers_stay()
    {
        (TestPeer source, string token) = await SourceAsync();
        (TestPeer viewer, _) = await ViewerAsync();
        TestPainter painter = new();
        await source.SendAsync(painter.Paint());
        await DecodeUntilAsync(viewer, new Streaming.Pictures.PictureDecoder(), 0);
        source.Abort();
        await viewer.NextControlAsync<SourceControl>(control => !control.Present);

        using HttpClient http = TestCertificate.Http();
        string streams;
        do streams = await http.GetStringAsync(new Uri(Relay.Address, "/streams"), TestContext.Current.CancellationToken);
        while (!streams.Contains("\"width\": 0", StringComparison.Ordinal));

        (TestPeer back, string fresh) = await SourceAsync($"/source/main?resume={token}");
        Assert.NotEqual(token, fresh);
        await viewer.NextControlAsync<SourceControl>(control => control.Present);
        // A delta against the forgotten picture is for nobody.
        await back.SendAsync(painter.Paint());
        await back.NextAsync(InputType.KeyframeRequest);
        await back.SendAsync(painter.Paint(keyframe: true));
        Assert.True((await viewer.NextAsync(message => message.Header.IsPicture)).Header.IsKeyframe);
    }

    private async Task AssertRefusedAsync(string path, string reason)
    {
        TestPeer peer = await ConnectAsync(path);
        EndFrame? end = await peer.UntilClosedAsync();
        Assert.Equal(EndReason.Refused, end!.Value.Reason);
        Assert.Contains(reason, peer.CloseReason, StringComparison.Ordinal);
        Assert.Equal((WebSocketCloseStatus)CloseCode.TooMany, peer.CloseStatus);
    }
}
