using DreamStack.Streaming.Flow;
using DreamStack.Streaming.Flow.Stages;
using Xunit;

namespace DreamStack.Tests.Flow;

public sealed class FramePipelineBackTests
{
    private const int Width = 12;
    private const int Height = 8;

    public static TheoryData<string> Names => [.. Pipelines.Keys];

    private static Dictionary<string, FramePipeline> Pipelines => new()
    {
        ["nothing"] = new FramePipeline(),
        ["crop"] = new FramePipeline(new Crop(2, 3, 7, 4)),
        ["crop over the edge"] = new FramePipeline(new Crop(-2, 3, 7, 40)),
        ["90"] = new FramePipeline(new Rotate(Rotation.By90)),
        ["180"] = new FramePipeline(new Rotate(Rotation.By180)),
        ["270"] = new FramePipeline(new Rotate(Rotation.By270)),
        ["flip h"] = new FramePipeline(new Flip(FlipAxis.LeftToRight)),
        ["flip v"] = new FramePipeline(new Flip(FlipAxis.TopToBottom)),
        ["half"] = new FramePipeline(new ScaleBy(0.5, ScaleFilter.Nearest)),
        ["twice"] = new FramePipeline(new ScaleBy(2, ScaleFilter.Nearest)),
        ["all"] = new FramePipeline(
            new Crop(1, 1, 10, 6), new ScaleBy(1.5, ScaleFilter.Nearest), new Rotate(Rotation.By90),
            new Flip(FlipAxis.LeftToRight), new Scale(5, 20, ScaleFilter.Nearest), new Rotate(Rotation.By270)),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_pixel_shown_leads_back_to_the_pixel_it_was_made_of(string name)
    {
        FramePipeline pipeline = Pipelines[name];
        byte[] rgba = new byte[Width * Height * 4];
        for (int i = 0; i < Width * Height; i++) (rgba[i * 4], rgba[(i * 4) + 1]) = ((byte)(i % Width), (byte)(i / Width));
        Assert.True(pipeline.TryRun(rgba, Width, Height, out FrameView shown));
        Assert.True(pipeline.TryShape(new FrameShape(Width, Height), out FrameShape shape));
        Assert.Equal(shown.Shape, shape);
        for (int y = 0; y < shape.Height; y++)
        {
            for (int x = 0; x < shape.Width; x++)
            {
                int at = ((y * shape.Width) + x) * 4;
                FramePoint origin = pipeline.Back(new FramePoint(x, y), new FrameShape(Width, Height));
                Assert.Equal(new FramePoint(shown.Bytes[at], shown.Bytes[at + 1]), origin);
            }
        }
    }

    [Fact]
    public void A_size_that_cannot_go_through_is_known_before()
    {
        Assert.False(new FramePipeline(new Crop(20, 0, 5, 5)).TryShape(new FrameShape(Width, Height), out _));
        Assert.False(new FramePipeline(new ScaleBy(10_000)).TryShape(new FrameShape(Width, Height), out _));
    }

    [Fact]
    public void A_wish_for_a_size_is_one_for_the_picture_that_makes_it()
    {
        FramePipeline pipeline = new(new ScaleBy(0.5), new Rotate(Rotation.By90));
        Assert.Equal(new FrameShape(800, 600), pipeline.Wish(new FrameShape(300, 400)));
        Assert.True(pipeline.TryShape(new FrameShape(800, 600), out FrameShape shown));
        Assert.Equal(new FrameShape(300, 400), shown);
    }
}
