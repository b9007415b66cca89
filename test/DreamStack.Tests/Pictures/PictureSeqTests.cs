using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Ext;
using Xunit;

namespace DreamStack.Tests.Pictures;

public class PictureSeqTests
{
    [Theory]
    [InlineData(0, false)]
    [InlineData(16_382, false)]
    [InlineData(16_383, true)]
    [InlineData(32_768, true)]
    [InlineData(40_000, true)]
    [InlineData(65_536, true)]
    [InlineData(70_000, true)]
    public void A_viewer_that_got_none_of_the_messages_between_two_pictures_still_counts_as_the_source_does(int between, bool saidInFull)
    {
        PictureSession session = new();
        SeqUnwrapper viewer = default;
        for (int i = 0; i < 3; i++)
        {
            for (int k = 0; i > 0 && k < between; k++) session.Originator.Stamp(new MessageHeader(FrameType.AudioPcm));
            Assert.True(session.Encode(PictureSession.Noise(8, 8, 1), 8, 8, keyframe: i == 0) || TouchOne(session, i));
            MessageView message = PictureSession.Read(session.Message);
            Assert.True(ExtBlock.TrySplit(message.Header, message.Payload, out ExtBlock ext, out _));
            Assert.Equal(i == 0 || saidInFull, ext.TryFind(ExtTag.FullSeq, out _));
            Assert.Equal(session.Originator.Next - 1, viewer.Unwrap(message.Header.Seq, ext));
        }
    }

    // The smallest change there is: a delta, which does not say its number by itself.
    private static bool TouchOne(PictureSession session, int at)
    {
        byte[] rgba = PictureSession.Noise(8, 8, 1);
        rgba[at * 4] ^= 1;
        return session.Encode(rgba, 8, 8);
    }
}
