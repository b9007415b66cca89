using System.Text;
using CsCheck;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;
using Xunit;

namespace DreamStack.Tests.Wire.Control;

public sealed class ControlTests
{
    private static readonly SourceControl Source = new(true, "springs", [StreamMode.Delta, StreamMode.Signal], 12);

    public static TheoryData<string> Objects =>
    [
        .. new ControlMessage[]
        {
            new WelcomeControl("main", 7, StreamMode.Signal, Source, null),
            new WelcomeControl("main", null, null, null, "tok\"en"),
            Source, new WatchersControl(3), new DriverControl(9), new DriverControl(null), new ModeControl(StreamMode.Pixel),
            new AudioControl(true), new VisibleControl(false), new DemandControl(true, false, 4),
            new QualityControl(null, true, null), new QualityControl(null, false, 250_000),
            new QualityControl(QualityStep.CompressedDelta, true, null), new NoticeControl("Hold on."),
        }.Select(control => Encoding.UTF8.GetString(control.ToJson())),
    ];

    [Theory]
    [MemberData(nameof(Objects))]
    public void Every_object_comes_back_as_it_was_written(string json)
    {
        Assert.Equal(ReadStatus.Done, ControlMessage.TryRead(Encoding.UTF8.GetBytes(json), out ControlMessage? control));
        Assert.IsNotType<UnknownControl>(control);
        Assert.Equal(json, Encoding.UTF8.GetString(control!.ToJson()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"op\":1}")]
    [InlineData("{\"op\":\"mode\"")]
    [InlineData("{\"op\":\"mode\"} x")]
    [InlineData("{\"op\":\"a\",\"b\":[[[[[[[[[[1]]]]]]]]]]}")]
    public void What_is_no_control_object_is_invalid(string json) =>
        Assert.Equal(ReadStatus.Invalid, ControlMessage.TryRead(Encoding.UTF8.GetBytes(json), out _));

    [Fact]
    public void An_op_that_nobody_knows_is_told_apart()
    {
        Assert.Equal(ReadStatus.Done, ControlMessage.TryRead("{\"op\":\"dance\",\"x\":1}"u8.ToArray(), out ControlMessage? control));
        Assert.Equal("dance", Assert.IsType<UnknownControl>(control).Op);
    }

    [Fact]
    public void A_field_of_the_wrong_kind_counts_as_missing()
    {
        byte[] json = "{\"op\":\"demand\",\"pictures\":1,\"audio\":\"yes\",\"viewers\":-4}"u8.ToArray();
        Assert.Equal(ReadStatus.Done, ControlMessage.TryRead(json, out ControlMessage? control));
        Assert.Equal(new DemandControl(false, false, 0), control);
        Assert.Equal(ReadStatus.Done, ControlMessage.TryRead("{\"op\":\"mode\",\"mode\":\"neural\"}"u8.ToArray(), out control));
        Assert.Equal(new ModeControl(null), control);
    }

    [Theory]
    [InlineData("{\"op\":\"quality\"}", null, true, null)]
    [InlineData("{\"op\":\"quality\",\"auto\":false,\"limit\":125000}", null, false, 125000L)]
    [InlineData("{\"op\":\"quality\",\"auto\":0,\"limit\":-1,\"step\":\"best\"}", null, true, null)]
    [InlineData("{\"op\":\"quality\",\"step\":\"full\",\"auto\":true,\"limit\":0}", QualityStep.FullPixels, true, null)]
    [InlineData("{\"op\":\"quality\",\"step\":\"lower\",\"auto\":true}", QualityStep.LowerRate, true, null)]
    public void Quality_adapts_without_limit_unless_it_says_otherwise(string json, QualityStep? step, bool auto, long? limit)
    {
        Assert.Equal(ReadStatus.Done, ControlMessage.TryRead(Encoding.UTF8.GetBytes(json), out ControlMessage? control));
        Assert.Equal(new QualityControl(step, auto, limit), control);
    }

    [Fact]
    public void Every_quality_step_has_a_word_of_its_own()
    {
        foreach (QualityStep step in Enum.GetValues<QualityStep>())
        {
            Assert.True(QualitySteps.TryParse(step.ToWord(), out QualityStep read));
            Assert.Equal(step, read);
        }

        Assert.False(QualitySteps.TryParse("pixel", out _));
    }

    [Fact]
    public void Any_bytes_are_read_or_refused_without_an_exception()
    {
        string[] seeds = [.. Objects.Select(row => row.Data)];
        Gen.Select(Gen.Int[0, seeds.Length - 1], Gen.Int[0, 200], Gen.Byte).Sample((which, at, value) =>
        {
            byte[] json = Encoding.UTF8.GetBytes(seeds[which]);
            json[at % json.Length] = value;
            ReadStatus status = ControlMessage.TryRead(json, out ControlMessage? control);
            Assert.Equal(status == ReadStatus.Done, control is not null);
            Assert.NotEqual(ReadStatus.NeedMore, status);
        });
    }
}
