using System.Buffers;
using System.Text;
using CsCheck;
using DreamStack.App.Signals;
using Xunit;

namespace DreamStack.Tests.App.Signals;

public sealed class SignalStateTests
{
    [Fact]
    public void A_sync_is_the_whole_object_and_a_diff_only_what_changed()
    {
        using var sut = new Board();
        Assert.Equal("""{"n":1,"t":"hé","p":[2,3]}""", sut.Sync());
        Assert.Equal("", sut.Diff());

        sut.Point.Set(new IntPair(-4, 5));

        Assert.Equal("""{"p":[-4,5]}""", sut.Diff());
        Assert.Equal("", sut.Diff());
    }

    [Fact]
    public void A_value_that_went_away_and_came_back_is_no_news()
    {
        using var sut = new Board();
        sut.Sync();

        sut.Number.Set(7);
        sut.Number.Set(1);

        Assert.Equal("", sut.Diff());
    }

    [Fact]
    public void Any_series_of_writes_arrives_through_sync_and_diffs()
    {
        Gen.Select(Gen.Int, Gen.String[0, 20], Gen.Int, Gen.Bool).Array[1, 20].Sample(steps =>
        {
            using var source = new Board();
            using var receiver = new Board();
            Assert.True(receiver.State.Apply(Encoding.UTF8.GetBytes(source.Sync()), sync: true));
            foreach ((int number, string text, int x, bool quiet) in steps)
            {
                source.Number.Set(number);
                source.Text.Set(string.Concat(text.Where(c => !char.IsSurrogate(c))));
                source.Point.Set(new IntPair(x, number));
                if (quiet)
                {
                    continue;
                }

                string diff = source.Diff();
                Assert.True(diff.Length == 0 || receiver.State.Apply(Encoding.UTF8.GetBytes(diff), sync: false));
                Assert.Equal(source.Number.Peek(), receiver.Number.Peek());
                Assert.Equal(source.Text.Peek(), receiver.Text.Peek());
                Assert.Equal(source.Point.Peek(), receiver.Point.Peek());
            }
        });
    }

    [Fact]
    public void Null_resets_a_signal_and_a_sync_resets_what_it_leaves_out()
    {
        using var sut = new Board();
        sut.Number.Set(9);
        sut.Text.Set("x");

        Assert.True(sut.State.Apply("""{"n":null}"""u8, sync: false));
        Assert.Equal((1, "x"), (sut.Number.Peek(), sut.Text.Peek()));
        Assert.True(sut.State.Apply("{}"u8, sync: true));
        Assert.Equal("hé", sut.Text.Peek());
    }

    [Fact]
    public void Unknown_names_are_skipped_whatever_they_hold()
    {
        using var sut = new Board();

        Assert.True(sut.State.Apply("""{"later":{"a":[1,{"b":2}]},"n":5,"x":null}"""u8, sync: false));
        Assert.Equal(5, sut.Number.Peek());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"n\":2")]
    [InlineData("{\"n\":2}{}")]
    [InlineData("{\"n\":2,}")]
    [InlineData("{\"n\":\"2\"}")]
    [InlineData("{\"n\":2.5}")]
    [InlineData("{\"n\":99999999999}")]
    [InlineData("{\"n\":2,\"t\":3}")]
    [InlineData("{\"n\":2,\"p\":[1]}")]
    [InlineData("{\"n\":2,\"p\":[1,2,3]}")]
    [InlineData("{\"n\":2,\"p\":[1,\"2\"]}")]
    [InlineData("{\"n\":2,\"t\":\"\\ud800\"}")]
    public void Bad_json_or_a_wrong_type_changes_nothing_and_says_why(string json)
    {
        using var sut = new Board();
        int runs = 0;
        using var effect = new Effect(() => runs += sut.Number.Value);

        Assert.False(sut.State.Apply(Encoding.UTF8.GetBytes(json), sync: false));
        Assert.NotNull(sut.State.ApplyError);
        Assert.Equal(1, runs);
        Assert.True(sut.State.Apply("""{"p":[7,8]}"""u8, sync: false));
        Assert.Equal((1, 7), (sut.Number.Peek(), sut.Point.Peek().X));
        Assert.Null(sut.State.ApplyError);
    }

    [Fact]
    public void Size_and_depth_have_limits()
    {
        using var sut = new Board();
        string deep = $"{{\"z\":{new string('[', 40)}{new string(']', 40)}}}";
        string longText = $"{{\"t\":\"{new string('a', 1025)}\"}}";

        Assert.False(sut.State.Apply(Encoding.UTF8.GetBytes(deep), sync: false));
        Assert.False(sut.State.Apply(Encoding.UTF8.GetBytes(longText), sync: false));
        Assert.False(sut.State.Apply(new byte[SignalState.MaxJsonBytes + 1], sync: false));
    }

    [Fact]
    public void Any_bytes_at_all_are_taken_or_refused_but_never_throw()
    {
        using var sut = new Board();
        byte[] good = Encoding.UTF8.GetBytes("""{"n":12,"t":"abc\u00e9","p":[2,3],"q":{"a":[true]}}""");
        Gen.Select(Gen.Int[0, good.Length - 1], Gen.Byte, Gen.Int[0, good.Length - 1], Gen.Byte).Sample((i, a, j, b) =>
        {
            byte[] bytes = [.. good];
            bytes[i] = a;
            bytes[j] = b;
            Assert.Equal(sut.State.Apply(bytes, sync: false), sut.State.ApplyError is null);
        }, iter: 20_000, threads: 1);
    }

    [Fact]
    public void An_apply_runs_an_effect_once()
    {
        using var sut = new Board();
        List<string> seen = [];
        using var effect = new Effect(() => seen.Add($"{sut.Number.Value} {sut.Text.Value}"));

        sut.State.Apply("""{"n":2,"t":"b"}"""u8, sync: false);

        Assert.Equal(["1 hé", "2 b"], seen);
    }

    [Fact]
    public void The_same_name_twice_is_refused()
    {
        using var state = new SignalState();
        state.Add("n", new Signal<int>(0), SignalCodecs.Integer);

        Assert.Throws<ArgumentException>(() => state.Add("n", new Signal<int>(0), SignalCodecs.Integer));
    }

    [Fact]
    public void Diffs_allocate_nothing()
    {
        using var sut = new Board();
        var output = new ArrayBufferWriter<byte>(4096);
        sut.State.WriteSync(output);
        for (int i = 0; i < 100; i++)
        {
            Step(i);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 100; i < 1100; i++)
        {
            Step(i);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        void Step(int i)
        {
            sut.Number.Set(i);
            sut.Point.Set(new IntPair(i, -i));
            output.ResetWrittenCount();
            Assert.True(sut.State.WriteDiff(output));
        }
    }

    private sealed class Board : IDisposable
    {
        private readonly ArrayBufferWriter<byte> _output = new();

        public Board()
        {
            Number = State.Add("n", new Signal<int>(1), SignalCodecs.Integer);
            Text = State.Add("t", new Signal<string>("hé"), SignalCodecs.Text);
            Point = State.Add("p", new Signal<IntPair>(new IntPair(2, 3)), SignalCodecs.Pair);
        }

        public SignalState State { get; } = new();

        public Signal<int> Number { get; }

        public Signal<string> Text { get; }

        public Signal<IntPair> Point { get; }

        public string Sync()
        {
            _output.ResetWrittenCount();
            State.WriteSync(_output);
            return Encoding.UTF8.GetString(_output.WrittenSpan);
        }

        public string Diff()
        {
            _output.ResetWrittenCount();
            return State.WriteDiff(_output) ? Encoding.UTF8.GetString(_output.WrittenSpan) : "";
        }

        public void Dispose() => State.Dispose();
    }
}
