using CsCheck;
using DreamStack.Streaming.Wire;
using Xunit;

namespace DreamStack.Tests.Wire;

public sealed class MessageHeaderTests
{
    [Fact]
    public void Any_header_comes_back_as_it_was_written()
    {
        Samples.AnyHeader.Sample(header =>
        {
            Span<byte> bytes = stackalloc byte[MessageHeader.Size];
            header.Write(bytes);
            Assert.True(MessageHeader.TryRead(bytes, out MessageHeader read));
            Assert.Equal(header, read);
        });
    }

    [Fact]
    public void Fewer_than_sixteen_bytes_are_no_header()
    {
        for (int length = 0; length < MessageHeader.Size; length++) Assert.False(MessageHeader.TryRead(new byte[length], out _));
    }

    [Fact]
    public void Little_endian_is_the_order_of_every_field()
    {
        byte[] bytes = [0x31, 0x12, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14];
        Assert.True(MessageHeader.TryRead(bytes, out MessageHeader header));
        Assert.Equal(FrameType.SignalDiff, header.FrameType);
        Assert.Equal(MessageFlags.Keyframe | MessageFlags.Ext, header.Flags);
        Assert.Equal((ushort)0x0201, header.Seq);
        Assert.Equal(0x06050403u, header.Timestamp);
        Assert.Equal((ushort)0x0807, header.Width);
        Assert.Equal((ushort)0x0A09, header.Height);
        Assert.Equal(0x0E0D0C0Bu, header.PayloadLength);
    }

    [Theory]
    [InlineData(4000, 4000, WireError.None)]
    [InlineData(4000, 4001, WireError.PictureTooLarge)]
    [InlineData(65535, 65535, WireError.PictureTooLarge)]
    [InlineData(65535, 32769, WireError.PictureTooLarge)]
    [InlineData(46341, 46341, WireError.PictureTooLarge)]
    [InlineData(0, 10, WireError.PictureEmpty)]
    [InlineData(10, 0, WireError.PictureEmpty)]
    public void A_pictures_size_is_bounded_by_its_header(int width, int height, WireError expected)
    {
        MessageHeader header = new(FrameType.DeltaPixels) { Width = (ushort)width, Height = (ushort)height };
        Assert.Equal(expected, header.Check());
    }

    [Theory]
    [InlineData(FrameType.Haptic, WireLimits.MaxSmallLength)]
    [InlineData(FrameType.Ping, WireLimits.MaxSmallLength)]
    [InlineData(FrameType.End, WireLimits.MaxSmallLength)]
    [InlineData(FrameType.Control, WireLimits.MaxControlLength)]
    [InlineData(FrameType.SignalSync, WireLimits.MaxSignalLength)]
    [InlineData(FrameType.AudioPcm, WireLimits.MaxAudioLength)]
    [InlineData((FrameType)0x77, WireLimits.MaxPayloadLength)]
    public void Each_types_payload_is_bounded_by_its_header(FrameType type, int limit)
    {
        MessageHeader header = new(type) { PayloadLength = (uint)limit };
        Assert.Equal(WireError.None, header.Check());
        Assert.Equal(WireError.PayloadTooLarge, (header with { PayloadLength = (uint)limit + 1 }).Check());
        Assert.Equal(WireError.PayloadTooLarge, (header with { PayloadLength = uint.MaxValue }).Check());
    }

    [Fact]
    public void Raw_pixels_announce_exactly_what_their_size_takes()
    {
        MessageHeader header = new(FrameType.Pixels) { Width = 3, Height = 2, PayloadLength = 24 };
        Assert.Equal(WireError.None, header.Check());
        Assert.Equal(WireError.LengthMismatch, (header with { PayloadLength = 23 }).Check());
        Assert.Equal(WireError.None, (header with { PayloadLength = 40, Flags = MessageFlags.Ext }).Check());
    }

    [Fact]
    public void The_largest_picture_fits_the_largest_payload() =>
        Assert.True((long)WireLimits.MaxPicturePixels * 4 + 1024 <= WireLimits.MaxPayloadLength);
}
