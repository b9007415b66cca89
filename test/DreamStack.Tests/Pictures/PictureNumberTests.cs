using System.Buffers;
using DreamStack.Streaming.Pictures;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Ext;
using Xunit;

namespace DreamStack.Tests.Pictures;

public sealed class PictureNumberTests
{
    private readonly PictureEncoder _encoder = new();
    private readonly Originator _originator = new(TimeProvider.System);
    private readonly byte[] _rgba = new byte[4 * 4 * 4];

    [Theory]
    [InlineData(0)]
    [InlineData(16_000)]
    [InlineData(33_000)]
    [InlineData(70_000)]
    public void Who_gets_no_sound_keeps_count_however_much_of_it_there_is_between_two_pictures(int sounds)
    {
        SeqUnwrapper muted = default;
        for (int i = 0; i < 4; i++)
        {
            _rgba[0] ^= 0x11;
            ulong number = _originator.Next;
            ArrayBufferWriter<byte> output = new();
            Assert.True(_encoder.TryEncode(_rgba, 4, 4, false, _originator, default, output));
            ReadOnlySpan<byte> bytes = output.WrittenSpan;
            Assert.Equal(ReadStatus.Done, MessageReader.TryRead(ref bytes, out MessageView message, out _));
            Assert.True(ExtBlock.TrySplit(message.Header, message.Payload, out ExtBlock ext, out _));
            Assert.Equal(number, muted.Unwrap(message.Header.Seq, ext));
            for (int j = 0; j < sounds; j++) _originator.Stamp(new MessageHeader(FrameType.AudioPcm));
        }
    }
}
