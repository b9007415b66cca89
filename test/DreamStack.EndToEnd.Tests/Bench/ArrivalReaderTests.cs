using System.Buffers.Binary;
using System.Text;
using DreamStack.Cli.Bench.Relay.Protocols;
using DreamStack.Streaming.Wire;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Bench;

public sealed class ArrivalReaderTests
{
    private const int Messages = 9;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(81)]
    [InlineData(83)]
    [InlineData(100_000)]
    public void Frames_of_one_message_each_count_wherever_they_are_cut(int part)
    {
        byte[] bytes = [.. Enumerable.Range(0, Messages).SelectMany(number => Frame(Numbered(number)))];
        WebSocketReader reader = new(new MessageCounter(FrameType.SignalDiff, null));
        Feed(reader, bytes, part);
        Assert.Equal((Messages, Messages), (reader.Count, reader.Reached));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(97)]
    [InlineData(100_000)]
    public void Messages_packed_into_one_frame_count_one_by_one_and_other_types_not_at_all(int part)
    {
        byte[] ping = new byte[MessageHeader.Size + 8];
        (new MessageHeader(FrameType.Ping) with { PayloadLength = 8 }).Write(ping);
        byte[] packed = [.. ping, .. Enumerable.Range(0, Messages).SelectMany(Numbered), .. ping];
        WebSocketReader reader = new(new MessageCounter(FrameType.SignalDiff, null));
        Feed(reader, [.. Frame(packed), 0x89, 0, .. Frame(Numbered(Messages))], part);
        Assert.Equal((Messages + 1, Messages + 1), (reader.Count, reader.Reached));
    }

    [Fact]
    public void A_state_that_stands_for_lost_messages_reaches_and_does_not_count()
    {
        byte[] state = new byte[MessageHeader.Size];
        (new MessageHeader(FrameType.SignalSync) with { Seq = 41 }).Write(state);
        WebSocketReader reader = new(new MessageCounter(FrameType.SignalDiff, null));
        Feed(reader, Frame(state), 100);
        Assert.Equal((0, 42), (reader.Count, reader.Reached));
    }

    [Fact]
    public void The_count_goes_on_where_the_seq_wraps()
    {
        WebSocketReader reader = new(new MessageCounter(FrameType.SignalDiff, null));
        for (int number = 0; number < 70_000; number++) Feed(reader, Frame(Numbered(number)), 1000);
        Assert.Equal((70_000, 70_000), (reader.Count, reader.Reached));
    }

    [Fact]
    public void What_is_discarded_unseen_counts_as_if_it_had_been_read()
    {
        byte[] frame = Frame(LoadMessage.Picture.ToBytes());
        WebSocketReader reader = new(new MessageCounter(FrameType.Pixels, null));
        reader.Read(frame.AsSpan(0, 4096));
        Assert.Equal(frame.Length - 4096, reader.Discardable);
        reader.Discarded(reader.Discardable);
        Assert.Equal((1, 0), (reader.Count, reader.Discardable));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100_000)]
    public void Nats_messages_count_between_its_other_lines(int part)
    {
        byte[] line = Encoding.ASCII.GetBytes("MSG bench-1 1 80\r\n");
        byte[] bytes =
        [
            .. "PING\r\n"u8, .. Enumerable.Range(0, Messages).SelectMany(number => (byte[])[.. line, .. Numbered(number), .. "\r\n"u8]),
            .. "+OK\r\n"u8,
        ];
        NatsReader reader = new(new MessageCounter(FrameType.SignalDiff, null));
        Feed(reader, bytes, part);
        Assert.Equal((Messages, Messages), (reader.Count, reader.Reached));
    }

    [Fact]
    public void A_masked_frame_carries_its_number_once_unmasked()
    {
        FramedMessage framed = new WebSocketProtocol().Frame("x", LoadMessage.Small.ToBytes());
        framed.Number(framed.Bytes, 0x12345);
        byte[] message = framed.Bytes[framed.MessageAt..];
        for (int i = 0; i < message.Length; i++) message[i] ^= framed.Bytes[framed.MessageAt - 4 + (i & 3)];
        Assert.Equal(0x2345, BinaryPrimitives.ReadUInt16LittleEndian(message.AsSpan(2)));
        Assert.Contains("00074565", Encoding.ASCII.GetString(message), StringComparison.Ordinal);
        Assert.Equal(Numbered(0x12345), message);
    }

    private static byte[] Numbered(int number)
    {
        byte[] message = LoadMessage.Small.ToBytes();
        new FramedMessage(message, 0, 0).Number(message, number);
        return message;
    }

    private static byte[] Frame(byte[] message) => [.. WebSocketProtocol.Header(message.Length, masked: false), .. message];

    private static void Feed(ArrivalReader reader, byte[] bytes, int part)
    {
        foreach (byte[] chunk in bytes.Chunk(part)) reader.Read(chunk);
    }
}
