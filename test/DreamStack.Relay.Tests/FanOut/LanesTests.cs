using DreamStack.Relay.FanOut;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Relay.Tests.FanOut;

public class LanesTests
{
    [Fact]
    public void A_known_type_has_its_lane_and_an_unknown_one_that_of_its_class()
    {
        Assert.Equal(Lane.Picture, Lanes.Of(new MessageHeader(FrameType.VideoPixels)));
        Assert.Equal(Lane.Audio, Lanes.Of(new MessageHeader(FrameType.NeuralAudio)));
        Assert.Equal(Lane.Signal, Lanes.Of(new MessageHeader(FrameType.SignalSync)));
        Assert.Equal(Lane.End, Lanes.Of(new MessageHeader(FrameType.End)));
        Assert.Equal(Lane.Hop, Lanes.Of(new MessageHeader(FrameType.Ping)));
        Assert.Equal(Lane.Perishable, Lanes.Of(new MessageHeader((FrameType)0x77)));
        Assert.Equal(Lane.Control, Lanes.Of(new MessageHeader((FrameType)0x77, MessageFlags.ClassReliable)));
        Assert.Equal(Lane.Latest, Lanes.Of(new MessageHeader((FrameType)0x77, MessageFlags.ClassLatest)));
    }

    [Fact]
    public void A_compressed_frame_has_the_lane_of_what_is_inside()
    {
        byte[] body = new byte[CompressedPrefix.Size + 1];
        new CompressedPrefix((byte)FrameType.SignalDiff, MessageFlags.None, 10).Write(body);
        MessageHeader outer = new(FrameType.Compressed) { PayloadLength = (uint)body.Length };
        Assert.Equal(Lane.Signal, Lanes.Of(Lanes.Inside(outer, body)));
        Assert.Equal(Lane.Perishable, Lanes.Of(Lanes.Inside(outer with { Flags = MessageFlags.Encrypted }, body)));
        Assert.Equal(Lane.Perishable, Lanes.Of(Lanes.Inside(outer, body.AsSpan(0, 3))));
    }
}
