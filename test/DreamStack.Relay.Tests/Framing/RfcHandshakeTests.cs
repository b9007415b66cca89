using DreamStack.Relay.Framing;
using DreamStack.Relay.Tests.Peers;
using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.Tests.Framing;

/// <summary>RFC 6455, section 4: the opening handshake.</summary>
public class RfcHandshakeTests : RelayTest
{
    [Fact]
    public void The_example_of_section_1_3_gives_its_accept_value() =>
        Assert.Equal("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", Handshake.AcceptOf(RawPeer.SampleKey));

    [Fact]
    public async Task Section_4_2_2_a_good_request_gets_101_and_the_accept_value_and_nothing_it_did_not_agree_to()
    {
        await using RawPeer peer = await RawPeer.DialAsync(Relay);
        await peer.ShakeAsync(RawPeer.Request(headers:
            ["Sec-WebSocket-Protocol: chat, superchat", "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits"]));
        Assert.Equal(101, peer.Status);
        Assert.Equal("websocket", peer.Header("Upgrade"), ignoreCase: true);
        Assert.Equal("Upgrade", peer.Header("Connection"), ignoreCase: true);
        Assert.Equal("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", peer.Header("Sec-WebSocket-Accept"));
        Assert.Null(peer.Header("Sec-WebSocket-Extensions"));
        Assert.Null(peer.Header("Sec-WebSocket-Protocol"));
    }

    [Theory]
    [InlineData("Connection: keep-alive, Upgrade")]
    [InlineData("connection: UPGRADE")]
    [InlineData("Upgrade: WebSocket")]
    [InlineData("Upgrade: h2c, websocket")]
    public async Task Section_4_2_1_names_and_tokens_are_compared_without_case_and_within_lists(string header)
    {
        await using RawPeer peer = await RawPeer.DialAsync(Relay);
        await peer.ShakeAsync(RawPeer.Request(headers: header));
        Assert.Equal(101, peer.Status);
    }

    [Theory]
    [InlineData("GET", "HTTP/1.1", "Sec-WebSocket-Key:", 400)]
    [InlineData("GET", "HTTP/1.1", "Sec-WebSocket-Key: short", 400)]
    [InlineData("GET", "HTTP/1.1", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==, dGhlIHNhbXBsZSBub25jZQ==", 400)]
    [InlineData("GET", "HTTP/1.1", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZSE=", 400)]
    [InlineData("GET", "HTTP/1.1", "Sec-WebSocket-Key: !!!!IHNhbXBsZSBub25jZQ==", 400)]
    [InlineData("GET", "HTTP/1.1", "Connection: keep-alive", 400)]
    [InlineData("GET", "HTTP/1.0", "X: y", 400)]
    [InlineData("POST", "HTTP/1.1", "Content-Length: 0", 400)]
    public async Task Section_4_2_1_a_request_that_is_not_one_is_refused_in_words(string method, string version, string header, int status)
    {
        await using RawPeer peer = await RawPeer.DialAsync(Relay);
        await peer.ShakeAsync(RawPeer.Request("/stream/main", method, version, header));
        Assert.Equal(status, peer.Status);
        Assert.StartsWith("application/json", peer.Header("Content-Type"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sec-WebSocket-Version: 8")]
    [InlineData("Sec-WebSocket-Version: 14")]
    [InlineData("Sec-WebSocket-Version:")]
    public async Task Section_4_2_2_another_version_gets_426_and_the_one_that_is_spoken(string header)
    {
        await using RawPeer peer = await RawPeer.DialAsync(Relay);
        await peer.ShakeAsync(RawPeer.Request(headers: header));
        Assert.Equal(426, peer.Status);
        Assert.Equal("13", peer.Header("Sec-WebSocket-Version"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public async Task A_handshake_may_come_in_pieces(int piece)
    {
        await using RawPeer peer = await RawPeer.DialAsync(Relay);
        await peer.ShakeAsync(RawPeer.Request(), piece: piece);
        Assert.Equal(101, peer.Status);
        await peer.SendAsync(ClientFrame.Make(0x89, "on"u8));
        Assert.Equal("on"u8.ToArray(), await peer.ReadAsync(10));
    }

    [Fact]
    public async Task Frames_right_behind_the_handshake_in_the_same_bytes_are_read()
    {
        byte[] question = TestPeer.Message(new MessageHeader(InputType.Ping), new byte[8]);
        await using RawPeer peer = await RawPeer.DialAsync(Relay);
        await peer.ShakeAsync(RawPeer.Request(), [.. ClientFrame.Make(0x89, "a"u8), .. ClientFrame.Make(0x82, question), .. ClientFrame.Make(0x89, "b"u8)]);
        Assert.Equal(101, peer.Status);
        Assert.Equal("b"u8.ToArray(), (await peer.ReadAsync(10))[^1..]);
        byte[] answer = await peer.ReadAsync(2);
        while (answer[0] != (byte)FrameType.Ping) answer = await peer.ReadAsync(2);
    }

    [Fact]
    public async Task A_handshake_that_never_ends_or_is_too_long_costs_a_bounded_amount()
    {
        await using RawPeer peer = await RawPeer.DialAsync(Relay);
        await peer.ShakeAsync(RawPeer.Request(headers: $"X-Long: {new string('x', 40_000)}"));
        Assert.Equal(431, peer.Status);
    }
}
