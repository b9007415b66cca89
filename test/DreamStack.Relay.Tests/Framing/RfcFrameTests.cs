using DreamStack.Relay.Tests.Peers;
using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.Tests.Framing;

/// <summary>RFC 6455, section 5: data framing, by whatever a client may and may not send.</summary>
public class RfcFrameTests : RelayTest
{
    private const int ProtocolError = 1002;
    private static readonly byte[] Question = TestPeer.Message(new MessageHeader(InputType.Ping), [1, 2, 3, 4, 5, 6, 7, 8]);

    [Fact]
    public async Task Section_5_1_a_frame_without_a_mask_ends_the_connection() =>
        await AssertRefusedAsync(ClientFrame.Make(0x82, Question, masked: false));

    [Theory]
    [InlineData(0xC2)]
    [InlineData(0xA2)]
    [InlineData(0x92)]
    [InlineData(0xC9)]
    public async Task Section_5_2_a_reserved_bit_ends_the_connection(byte first) =>
        await AssertRefusedAsync(ClientFrame.Make(first, Question));

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(15)]
    public async Task Section_5_2_an_unknown_opcode_ends_the_connection(byte opcode) =>
        await AssertRefusedAsync(ClientFrame.Make((byte)(0x80 | opcode), "x"u8));

    [Theory]
    [InlineData(24, 2)]
    [InlineData(24, 8)]
    [InlineData(300, 8)]
    public async Task Section_5_2_a_length_in_a_longer_form_than_it_needs_ends_the_connection(int length, int form) =>
        await AssertRefusedAsync(ClientFrame.Make(0x82, new byte[length], lengthForm: form));

    [Fact]
    public async Task Section_5_2_a_length_of_64_bits_ends_the_connection() =>
        await AssertRefusedAsync([0x82, 0xFF, 0x80, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4]);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public async Task Section_5_2_each_form_of_length_is_read(int form)
    {
        // Four pings in one message, and hundreds: each form at its own size.
        int count = form switch { 1 => 4, 2 => 20, _ => 3000 };
        await using RawPeer peer = await RawPeer.ConnectAsync(Relay, "/source/long");
        byte[] sound = TestPeer.Message(new MessageHeader(FrameType.AudioPcm) { Width = 24000, Height = 1 }, new byte[8]);
        await peer.SendAsync(ClientFrame.Make(0x82, [.. Enumerable.Repeat(sound, count).SelectMany(bytes => bytes)]));
        await peer.SendAsync(ClientFrame.Make(0x89, "after"u8));
        Assert.Equal("after"u8.ToArray(), await peer.ReadAsync(10));
    }

    [Fact]
    public async Task Section_5_3_each_mask_is_taken_off()
    {
        await using RawPeer peer = await RawPeer.ConnectAsync(Relay);
        foreach (uint key in new uint[] { 0u, 0xFFFFFFFF, 0x01020304, 0x80000001 })
        {
            await peer.SendAsync(ClientFrame.Make(0x82, Question, key));
            await AnswerAsync(peer);
        }
    }

    [Fact]
    public async Task Section_5_4_a_message_may_come_in_fragments_with_control_frames_between_them()
    {
        await using RawPeer peer = await RawPeer.ConnectAsync(Relay);
        for (int cut = 0; cut <= Question.Length; cut++)
        {
            await peer.SendAsync([
                .. ClientFrame.Make(0x02, Question.AsSpan(0, cut)),
                .. ClientFrame.Make(0x89, [(byte)cut]),
                .. ClientFrame.Make(0x00, []),
                .. ClientFrame.Make(0x80, Question.AsSpan(cut))]);
            await PongAndAnswerAsync(peer, (byte)cut);
        }
    }

    [Fact]
    public async Task Section_5_4_a_message_of_one_byte_fragments_sent_a_byte_at_a_time_is_one_message()
    {
        await using RawPeer peer = await RawPeer.ConnectAsync(Relay);
        List<byte> frames = [];
        for (int i = 0; i < Question.Length; i++)
        {
            byte first = (byte)((i == 0 ? 2 : 0) | (i == Question.Length - 1 ? 0x80 : 0));
            frames.AddRange(ClientFrame.Make(first, Question.AsSpan(i, 1), (uint)(i * 77777)));
        }

        await peer.SendAsync([.. frames], piece: 1);
        await AnswerAsync(peer);
    }

    [Fact]
    public async Task Section_5_4_a_continuation_of_nothing_ends_the_connection() =>
        await AssertRefusedAsync(ClientFrame.Make(0x80, Question));

    [Fact]
    public async Task Section_5_4_a_continuation_after_a_whole_message_ends_the_connection() =>
        await AssertRefusedAsync([.. ClientFrame.Make(0x82, Question), .. ClientFrame.Make(0x80, Question)]);

    [Theory]
    [InlineData(0x82)]
    [InlineData(0x02)]
    [InlineData(0x81)]
    public async Task Section_5_4_a_message_inside_another_ends_the_connection(byte first) =>
        await AssertRefusedAsync([.. ClientFrame.Make(0x02, Question.AsSpan(0, 9)), .. ClientFrame.Make(first, "x"u8)]);

    [Theory]
    [InlineData(0x08)]
    [InlineData(0x09)]
    [InlineData(0x0A)]
    public async Task Section_5_5_a_control_frame_in_fragments_ends_the_connection(byte first) =>
        await AssertRefusedAsync(ClientFrame.Make(first, "x"u8));

    [Theory]
    [InlineData(0x88)]
    [InlineData(0x89)]
    [InlineData(0x8A)]
    public async Task Section_5_5_a_control_frame_of_126_bytes_ends_the_connection(byte first) =>
        await AssertRefusedAsync(ClientFrame.Make(first, new byte[126]));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(125)]
    public async Task Section_5_5_2_a_ping_gets_its_own_bytes_back(int length)
    {
        byte[] payload = [.. Enumerable.Range(0, length).Select(i => (byte)(i * 31))];
        await using RawPeer peer = await RawPeer.ConnectAsync(Relay);
        await peer.SendAsync(ClientFrame.Make(0x89, payload), piece: 3);
        Assert.Equal(payload, await peer.ReadAsync(10));
    }

    [Fact]
    public async Task Section_5_5_2_of_many_pings_the_newest_is_answered()
    {
        await using RawPeer peer = await RawPeer.ConnectAsync(Relay);
        await peer.SendAsync([.. Enumerable.Range(0, 200).SelectMany(i => ClientFrame.Make(0x89, [(byte)i]))]);
        int answers = 1;
        while ((await peer.ReadAsync(10))[0] != 199) answers++;
        Assert.InRange(answers, 1, 200);
    }

    [Fact]
    public async Task Section_5_5_3_a_pong_that_nobody_asked_for_is_no_matter()
    {
        await using RawPeer peer = await RawPeer.ConnectAsync(Relay);
        await peer.SendAsync([.. ClientFrame.Make(0x8A, "unasked"u8), .. ClientFrame.Make(0x82, Question)]);
        await AnswerAsync(peer);
    }

    [Fact]
    public async Task Section_5_6_a_text_message_is_refused_with_the_protocol_s_own_code()
    {
        await using RawPeer peer = await RawPeer.ConnectAsync(Relay);
        await peer.SendAsync(ClientFrame.Make(0x81, "hello"u8));
        byte[] close = await peer.ReadAsync(8);
        Assert.Equal(4400, (close[0] << 8) | close[1]);
    }

    [Fact]
    public async Task Section_10_4_a_frame_that_announces_a_world_takes_no_memory_for_it()
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        await using RawPeer peer = await RawPeer.ConnectAsync(Relay);
        await peer.SendAsync([0x82, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0, .. Question]);
        await AnswerAsync(peer);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 4 << 20);
    }

    private async Task AssertRefusedAsync(byte[] bytes)
    {
        foreach (int piece in new[] { int.MaxValue, 1 })
        {
            await using RawPeer peer = await RawPeer.ConnectAsync(Relay);
            await peer.SendAsync(bytes, piece);
            byte[] close = await peer.ReadAsync(8);
            Assert.Equal(ProtocolError, (close[0] << 8) | close[1]);
            peer.EndWriting();
            Assert.Null(await peer.ReadAsync());
        }
    }

    // A pong may come before or after what else was on its way (5.5.3).
    private static async Task PongAndAnswerAsync(RawPeer peer, byte said)
    {
        for (bool pong = false, answer = false; !pong || !answer;)
        {
            (byte opcode, byte[] payload) = await peer.ReadAsync() ?? throw new InvalidOperationException($"Closed; pong: {pong}, answer: {answer}.");
            if (opcode == 10) Assert.Equal([said], payload);
            pong |= opcode == 10;
            answer |= opcode == 2 && HoldsAnswer(payload);
        }
    }

    private static async Task AnswerAsync(RawPeer peer)
    {
        while (!HoldsAnswer(await peer.ReadAsync(2)))
        {
        }
    }

    private static bool HoldsAnswer(byte[] bytes)
    {
        for (ReadOnlySpan<byte> rest = bytes; MessageReader.TryRead(ref rest, out MessageView message, out _) == ReadStatus.Done;)
        {
            bool isAnswer = message.Header.FrameType == FrameType.Ping && message.Payload.Length == 16;
            if (isAnswer && message.Payload[..8].SequenceEqual(Question.AsSpan(MessageHeader.Size))) return true;
        }

        return false;
    }
}
