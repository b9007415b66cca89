using DreamStack.App.Hosting;
using DreamStack.Streaming.Flow;
using DreamStack.Streaming.Flow.Stages;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Inputs;
using DreamStack.Tests.App.Demos;
using Xunit;

namespace DreamStack.Tests.App.Hosting;

public sealed class ShapedSourceTests
{
    [Fact]
    public void A_press_on_the_shaped_picture_is_a_press_on_what_is_seen_there()
    {
        using SourceSession plain = new();
        FramePipeline pipeline = new(new ScaleBy(0.5), new Rotate(Rotation.By90), new Flip(FlipAxis.LeftToRight));
        using SourceSession shaped = new(new AppSourceOptions { Pipeline = pipeline });
        foreach (SourceSession session in (SourceSession[])[plain, shaped])
        {
            session.Demand();
            session.Pump();
        }

        Assert.Equal((plain.Picture.Width, plain.Picture.Height), (shaped.Picture.Height * 2, shaped.Picture.Width * 2));
        for (ushort x = 0; x < shaped.Picture.Width; x += 17)
        {
            for (ushort y = 0; y < shaped.Picture.Height; y += 23)
            {
                FramePoint origin = pipeline.Back(new FramePoint(x, y), new FrameShape(plain.Picture.Width, plain.Picture.Height));
                Press(plain, (ushort)origin.X, (ushort)origin.Y);
                Press(shaped, x, y);
            }
        }

        plain.Pump();
        shaped.Pump();
        Assert.Equal(plain.App.Picture().Words, shaped.App.Picture().Words);
        Assert.True(pipeline.TryRun(plain.Picture.Rgba, plain.Picture.Width, plain.Picture.Height, out FrameView seen));
        Assert.True(seen.Bytes.SequenceEqual(shaped.Picture.Rgba));
    }

    private static void Press(SourceSession session, ushort x, ushort y)
    {
        byte[] body = new byte[PointerInput.Size];
        new PointerInput(x, y, 1).Write(body);
        session.Receive(InputType.PointerDown, body);
        new PointerInput(x, y, 0).Write(body);
        session.Receive(InputType.PointerUp, body);
    }
}
