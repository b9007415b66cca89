using DreamStack.Relay.Tests.Peers;
using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.Tests.Framing;

/// <summary>RFC 6455, sections 5.5.1, 7 and 8.1: how a connection ends.</summary>
public class RfcCloseTests : RelayTest
{
    protected override RelayOptions Options { get; } = new() { Port = 0, CloseTimeout = TimeSpan.FromSeconds(1) };

    [Theory]
    [InlineData(1000)]
    [InlineData(1001)]
    [InlineData(1002)]
    [InlineData(1003)]
    [InlineData(1007)]
    [InlineData(1011)]
    [InlineData(1014)]
    [InlineData(3000)]
    [InlineData(3999)]
    [InlineData(4000)]
    [InlineData(4999)]
    public async Task Section_5_5_1_a_code_that_may_be_sent_comes_back_and_the_server_ends_the_connection_first(ushort code)
    {
        await using RawPeer peer = await RawPeer.ConnectAsync(Relay);
        await peer.SendAsync(ClientFrame.Make(0x88, ClientFrame.Close(code, "tschüß")));
        Assert.Equal(code, await peer.ReadCloseAsync());
    }

    [Fact]
    public async Task Section_5_5_1_a_close_without_a_code_is_answered_without_one()
    {
        await using RawPeer peer = await RawPeer.ConnectAsync(Relay);
        await peer.SendAsync(ClientFrame.Make(0x88, []));
        Assert.Null(await peer.ReadCloseAsync());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(999)]
    [InlineData(1004)]
    [InlineData(1005)]
    [InlineData(1006)]
    [InlineData(1015)]
    [InlineData(1016)]
    [InlineData(2999)]
    [InlineData(5000)]
    [InlineData(65535)]
    public async Task Section_7_4_a_code_that_must_not_be_sent_is_a_protocol_error(ushort code) =>
        await AssertFailsAsync(ClientFrame.Close(code), 1002);

    [Fact]
    public async Task Section_5_5_1_a_close_of_one_byte_is_a_protocol_error() => await AssertFailsAsync([3], 1002);

    [Theory]
    [InlineData(new byte[] { 0xC3, 0x28 })]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 })]
    [InlineData(new byte[] { 0xF4, 0x90, 0x80, 0x80 })]
    [InlineData(new byte[] { 0xC0, 0xAF })]
    [InlineData(new byte[] { 0xE2, 0x82 })]
    public async Task Section_8_1_a_reason_that_is_not_utf8_is_invalid_data(byte[] reason) =>
        await AssertFailsAsync([3, 0xE8, .. reason], 1007);

    [Fact]
    public async Task Section_5_5_1_nothing_is_read_behind_a_close()
    {
        byte[] question = TestPeer.Message(new MessageHeader(InputType.Ping), new byte[8]);
        await using RawPeer peer = await RawPeer.ConnectAsync(Relay);
        await peer.SendAsync([.. ClientFrame.Make(0x88, ClientFrame.Close(1000)), .. ClientFrame.Make(0x82, question), .. ClientFrame.Make(0x89, "x"u8)]);
        byte[] close = await peer.ReadAsync(8);
        Assert.Equal([3, 0xE8], close);
        Assert.Null(await peer.ReadAsync());
    }

    [Fact]
    public async Task Section_5_5_1_a_close_inside_a_fragmented_message_is_answered()
    {
        await using RawPeer peer = await RawPeer.ConnectAsync(Relay);
        await peer.SendAsync([.. ClientFrame.Make(0x02, new byte[5]), .. ClientFrame.Make(0x88, ClientFrame.Close(1000))]);
        Assert.Equal(1000, await peer.ReadCloseAsync());
    }

    [Fact]
    public async Task Section_7_1_5_a_connection_that_just_ends_frees_its_place()
    {
        (TestPeer viewer, _) = await ViewerAsync();
        await using (RawPeer peer = await RawPeer.ConnectAsync(Relay))
        {
            await viewer.NextControlAsync<DreamStack.Streaming.Wire.Control.WatchersControl>(told => told.Count == 2);
            peer.EndWriting();
            await viewer.NextControlAsync<DreamStack.Streaming.Wire.Control.WatchersControl>(told => told.Count == 1);
        }
    }

    [Fact]
    public async Task Section_7_2_1_a_server_that_closes_waits_for_the_answer_and_then_ends_the_connection()
    {
        (TestPeer source, _) = await SourceAsync();
        await using RawPeer peer = await RawPeer.ConnectAsync(Relay, "/source/main");
        byte[] close = await peer.ReadAsync(8);
        Assert.Equal(4409, (close[0] << 8) | close[1]);
        await peer.SendAsync(ClientFrame.Make(0x88, close));
        Assert.Null(await peer.ReadAsync());
        Assert.Null(source.CloseStatus);
    }

    [Fact]
    public async Task Section_7_1_7_a_peer_that_does_not_answer_a_close_is_cut()
    {
        (TestPeer source, _) = await SourceAsync();
        await using RawPeer peer = await RawPeer.ConnectAsync(Relay, "/source/main");
        await peer.ReadAsync(8);
        Assert.Null(await peer.ReadAsync());
        Assert.Null(source.CloseStatus);
    }

    private async Task AssertFailsAsync(byte[] payload, int code)
    {
        await using RawPeer peer = await RawPeer.ConnectAsync(Relay);
        await peer.SendAsync(ClientFrame.Make(0x88, payload));
        byte[] close = await peer.ReadAsync(8);
        Assert.Equal(code, (close[0] << 8) | close[1]);
    }
}
