using System.Buffers;
using DreamStack.App.Demos.Springs;
using DreamStack.Streaming.Wire.Inputs;
using Xunit;

namespace DreamStack.Tests.App.Demos;

public sealed class SpringsReceiverTests
{
    [Fact]
    public void A_receiver_that_applies_the_signals_draws_the_same_picture_at_every_frame()
    {
        var source = new SpringsApp();
        var receiver = new SpringsApp();
        var output = new ArrayBufferWriter<byte>();
        source.Resize(new ResizeInput(610, 404));
        source.Text(1, "hello"u8);
        source.State.WriteSync(output);
        Assert.True(receiver.State.Apply(output.WrittenSpan, sync: true));
        int frames = 0;

        source.PlayScript(SpringsPlay.Frame, _ =>
        {
            output.ResetWrittenCount();
            if (source.State.WriteDiff(output))
            {
                Assert.True(receiver.State.Apply(output.WrittenSpan, sync: false));
                frames++;
            }

            Assert.Equal(source.Picture().Words, receiver.Picture().Words);
        });

        Assert.True(frames > 100);
        Assert.Equal((610, 404), (receiver.Width, receiver.Height));
        Assert.Equal(source.Picture().Text, receiver.Picture().Text);
    }

    [Theory]
    [InlineData("""{"z":[0,-5]}""")]
    [InlineData("""{"z":[2147483647,2147483647]}""")]
    [InlineData("""{"s":99,"k":-2147483648,"h":-1,"o":-1}""")]
    [InlineData("""{"a":[2147483647,-2147483648],"b":[0,0]}""")]
    public void A_hostile_state_draws_something_and_harms_nothing(string json)
    {
        var receiver = new SpringsApp();

        Assert.True(receiver.State.Apply(System.Text.Encoding.UTF8.GetBytes(json), sync: false));

        Assert.InRange(receiver.Width, 8, 4000);
        Assert.InRange(receiver.Height, 8, 4000);
        foreach (int word in receiver.Picture().Words)
        {
            Assert.False(float.IsNaN(BitConverter.Int32BitsToSingle(word)) && word == BitConverter.SingleToInt32Bits(float.NaN));
        }
    }
}
