using CsCheck;
using DreamStack.App.Demos.Springs;
using DreamStack.App.Scene;
using DreamStack.Rendering;
using DreamStack.Streaming.Wire.Inputs;
using Xunit;

namespace DreamStack.Tests.App.Demos;

public sealed class SpringsAppTests
{
    private readonly SpringsApp _sut = new();

    [Fact]
    public void At_rest_time_changes_nothing()
    {
        _sut.State();

        _sut.Advance(TimeSpan.FromSeconds(10));

        Assert.True(_sut.AtRest);
        Assert.Equal("", _sut.Diff());
    }

    [Fact]
    public void A_dragged_ball_follows_the_pointer_at_once_and_swings_home_when_let_go()
    {
        string home = _sut.State();
        _sut.Press(1, 300, 188);
        _sut.MoveTo(1, 320, 228);
        Assert.Contains("\"c\":[1280,912]", _sut.Diff(), StringComparison.Ordinal);

        _sut.Release(1, 320, 228);
        _sut.Advance(SpringsPlay.Frame);
        Assert.Contains("\"c\":[", _sut.Diff(), StringComparison.Ordinal);
        _sut.MoveTo(1, 10, 390);
        _sut.Settle();

        Assert.Equal(home, _sut.State());
    }

    [Fact]
    public void Two_viewers_drag_two_balls_and_cannot_take_each_others()
    {
        _sut.Press(1, 300, 188);
        _sut.Press(2, 84, 212);
        _sut.Press(3, 300, 188);
        _sut.Diff();

        _sut.MoveTo(1, 300, 200);
        _sut.MoveTo(2, 84, 222);
        _sut.MoveTo(3, 300, 388);

        string diff = _sut.Diff();
        Assert.Contains("\"a\":[336,888]", diff, StringComparison.Ordinal);
        Assert.Contains("\"c\":[1200,800]", diff, StringComparison.Ordinal);
    }

    [Fact]
    public void A_held_ball_that_presses_on_another_comes_to_rest_and_wakes_when_it_moves()
    {
        _sut.Press(1, 84, 212);
        for (int i = 1; i <= 24; i++)
        {
            _sut.MoveTo(1, (ushort)(84 + (100 * i / 24)), (ushort)(212 + (50 * i / 24)));
            _sut.Advance(SpringsPlay.Frame);
        }

        _sut.Settle();
        Assert.True(_sut.AtRest);

        _sut.Release(1, 184, 262);
        Assert.False(_sut.AtRest);
    }

    [Fact]
    public void When_nobody_can_let_go_any_more_everything_is_let_go()
    {
        string home = _sut.State();
        _sut.Press(1, 300, 188);
        _sut.MoveTo(1, 340, 250);
        _sut.ReleaseAll();
        _sut.MoveTo(1, 100, 100);
        _sut.Settle();
        _sut.MoveTo(1, 10, 390);

        Assert.Equal(home, _sut.State());
    }

    [Fact]
    public void Fingers_drag_balls_each_its_own()
    {
        _sut.Touch(1, new TouchInput(0, 300, 188), present: true);
        _sut.Touch(1, new TouchInput(7, 516, 224), present: true);
        _sut.Touch(1, new TouchInput(0, 300, 198), present: true);
        _sut.Touch(1, new TouchInput(7, 516, 234), present: true);

        Assert.Contains("\"c\":[1200,792]", _sut.State(), StringComparison.Ordinal);
        Assert.Contains("\"e\":[2064,936]", _sut.State(), StringComparison.Ordinal);
        Assert.Contains("\"h\":20", _sut.State(), StringComparison.Ordinal);

        _sut.Touch(1, new TouchInput(0, 300, 198), present: false);
        _sut.Touch(1, new TouchInput(7, 516, 234), present: false);
        Assert.Contains("\"h\":0", _sut.State(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_thrown_ball_flies_on()
    {
        _sut.Press(1, 84, 212);
        for (int i = 1; i <= 12; i++)
        {
            _sut.Advance(TimeSpan.FromMilliseconds(16));
            _sut.MoveTo(1, 84, 212 + (i * 6));
        }

        _sut.Release(1, 84, 284);
        _sut.Advance(TimeSpan.FromMilliseconds(30));

        Assert.True(HeightOf(_sut.State(), "a") > 286 * 4);
    }

    [Theory]
    [InlineData(0x4F)]
    [InlineData(0x50)]
    [InlineData(0x51)]
    [InlineData(0x52)]
    [InlineData(0x2C)]
    [InlineData(0x1E)]
    public void A_key_changes_the_picture(int usage)
    {
        (int[] before, _) = _sut.Picture();

        _sut.PressKey(usage);
        _sut.Advance(SpringsPlay.Frame);

        Assert.NotEqual(before, _sut.Picture().Words);
    }

    [Fact]
    public void Digits_choose_the_ball_that_arrows_nudge()
    {
        _sut.PressKey(0x1E + 3);
        _sut.State();

        _sut.PressKey(0x4F);
        _sut.Advance(SpringsPlay.Frame);

        Assert.StartsWith("{\"d\":[", _sut.Diff(), StringComparison.Ordinal);
    }

    [Fact]
    public void R_brings_everything_but_the_text_back()
    {
        string home = _sut.State();
        _sut.PressKey(0x2C);
        _sut.Scroll(1, new ScrollInput(0, -200));
        _sut.Press(1, 192, 272);
        _sut.MoveTo(1, 250, 100);

        _sut.PressKey(0x15);
        _sut.Release(1, 10, 390);

        Assert.Equal(home, _sut.State());
        Assert.True(_sut.AtRest);
    }

    [Fact]
    public void Typed_text_shows_and_can_be_taken_back()
    {
        _sut.Text(1, "hé\n"u8);
        _sut.Text(1, "y"u8);
        Assert.Contains("héy", _sut.Picture().Text, StringComparison.Ordinal);

        _sut.PressKey(0x2A);
        Assert.DoesNotContain("héy", _sut.Picture().Text, StringComparison.Ordinal);
        Assert.Contains("hé", _sut.Picture().Text, StringComparison.Ordinal);

        _sut.Text(1, System.Text.Encoding.UTF8.GetBytes(new string('x', 500)));
        Assert.Contains(new string('x', 48), _sut.Picture().Text, StringComparison.Ordinal);
        Assert.DoesNotContain(new string('x', 49), _sut.Picture().Text, StringComparison.Ordinal);

        _sut.PressKey(0x29);
        Assert.Contains("\"t\":\"\"", _sut.State(), StringComparison.Ordinal);
    }

    [Fact]
    public void Scrolling_up_stiffens_and_the_gauge_shows_it()
    {
        _sut.Scroll(1, new ScrollInput(0, -120));
        Assert.Contains("46", _sut.Picture().Text, StringComparison.Ordinal);

        _sut.Scroll(1, new ScrollInput(0, short.MinValue));
        Assert.Contains("100", _sut.Picture().Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Hovering_shows_for_each_viewer()
    {
        _sut.PointerMove(1, new PointerInput(300, 188, 0));
        _sut.PointerMove(2, new PointerInput(84, 212, 0));
        Assert.Contains("\"o\":5", _sut.State(), StringComparison.Ordinal);

        _sut.PointerMove(1, new PointerInput(10, 10, 0));
        Assert.Contains("\"o\":1", _sut.State(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8, 8)]
    [InlineData(4000, 8)]
    [InlineData(390, 844)]
    [InlineData(1920, 1080)]
    public void A_resize_at_rest_lays_out_anew_and_stays_at_rest(int width, int height)
    {
        _sut.Resize(new ResizeInput((ushort)width, (ushort)height));

        Assert.Equal((width, height), (_sut.Width, _sut.Height));
        Assert.True(_sut.AtRest);
        using var renderer = new SkiaRenderer();
        var list = new DisplayList();
        _sut.Draw(list);
        Assert.Equal(width * height * 4, renderer.Render(list, width, height).Length);
    }

    [Fact]
    public void A_size_beyond_the_bounds_is_brought_within()
    {
        _sut.Resize(new ResizeInput(5000, 1));

        Assert.Equal((4000, 8), (_sut.Width, _sut.Height));
    }

    [Fact]
    public void A_bump_sounds_and_is_felt_and_then_it_is_silent()
    {
        var block = new float[480];
        Assert.Equal(0, _sut.RenderAudio(block));

        BumpFirstIntoSecond();

        Assert.True(_sut.TryTakeHaptic(out var haptic));
        Assert.InRange(haptic.DurationMs, 8, 30);
        Assert.InRange(haptic.Strength, 60, 255);
        Assert.Equal(block.Length, _sut.RenderAudio(block));
        Assert.Contains(block, sample => Math.Abs(sample) > 0.02f);
        Assert.All(block, sample => Assert.InRange(sample, -1f, 1f));
        Assert.Equal(0, Math.Abs(block[0]), 0.2f);
        for (int i = 0; i < 500 && _sut.RenderAudio(block) > 0; i++)
        {
            Assert.All(block, sample => Assert.InRange(sample, -1f, 1f));
        }

        Assert.Equal(0, _sut.RenderAudio(block));
    }

    [Fact]
    public void The_script_ends_at_rest_where_it_began()
    {
        string home = _sut.State();
        TimeSpan lastChange = TimeSpan.Zero;

        _sut.PlayScript(SpringsPlay.Frame, t => lastChange = _sut.Diff().Length > 0 ? t : lastChange);

        Assert.True(_sut.AtRest);
        Assert.InRange(lastChange, DragScript.DragUntil, DragScript.RestBy - TimeSpan.FromSeconds(2));
        _sut.PressKey(0x1E + 2);
        Assert.Equal(home, _sut.State());
    }

    [Fact]
    public void The_same_inputs_at_the_same_times_give_the_same_state_however_time_is_cut()
    {
        var other = new SpringsApp();
        List<string> coarse = [];
        List<string> fine = [];

        _sut.PlayScript(TimeSpan.FromMilliseconds(100), t => coarse.Add(_sut.State()));
        other.PlayScript(TimeSpan.FromMilliseconds(5), t =>
        {
            if (t.Ticks % TimeSpan.FromMilliseconds(100).Ticks == 0)
            {
                fine.Add(other.State());
            }
        });

        Assert.Equal(coarse, fine);
    }

    [Fact]
    public void Whatever_people_do_balls_stay_inside_and_the_picture_can_be_drawn()
    {
        Gen<(int Kind, int X, int Y)> action = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 700], Gen.Int[0, 500]);
        action.Array[1, 80].Sample(actions =>
        {
            var app = new SpringsApp();
            foreach ((int kind, int x, int y) in actions)
            {
                Act(app, kind, x, y);
                app.Advance(TimeSpan.FromMilliseconds(x % 40));
                foreach (string ball in new[] { "a", "b", "c", "d", "e" })
                {
                    Assert.InRange(HeightOf(app.State(), ball), 0, app.Height * 4);
                }

                Assert.NotEmpty(app.Picture().Words);
            }
        }, iter: 60);
    }

    [Fact]
    public void Moving_frames_allocate_nothing()
    {
        var list = new DisplayList();
        var output = new System.Buffers.ArrayBufferWriter<byte>(1 << 16);
        var block = new float[480];
        _sut.PressKey(0x2C);
        Play(30);

        // A collection for the sake of other tests may empty a pool between two frames: what frames allocate shows every time.
        long least = long.MaxValue;
        for (int lap = 0; lap < 4; lap++)
        {
            _sut.PressKey(0x2C);
            long before = GC.GetAllocatedBytesForCurrentThread();
            Play(30);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
            Assert.False(_sut.AtRest);
        }

        Assert.Equal(0, least);
        void Play(int frames)
        {
            for (int i = 0; i < frames; i++)
            {
                _sut.Advance(SpringsPlay.Frame);
                list.Reset();
                _sut.Draw(list);
                output.ResetWrittenCount();
                _sut.State.WriteDiff(output);
                _sut.RenderAudio(block);
                _sut.TryTakeHaptic(out _);
            }
        }
    }

    private static int HeightOf(string state, string ball)
    {
        int from = state.IndexOf($"\"{ball}\":[", StringComparison.Ordinal) + 5;
        int comma = state.IndexOf(',', from);
        return int.Parse(state[(comma + 1)..state.IndexOf(']', comma)], null);
    }

    private static void Act(SpringsApp app, int kind, int x, int y)
    {
        uint viewer = (uint)(x % 3);
        switch (kind)
        {
            case 0:
                app.Press(viewer, x, y);
                break;
            case 1 or 2 or 3:
                app.MoveTo(viewer, x, y);
                break;
            case 4:
                app.Release(viewer, x, y);
                break;
            case 5:
                app.PressKey(0x15 + (y % 64));
                break;
            case 6:
                app.Touch(viewer, new TouchInput((byte)(y % 4), (ushort)x, (ushort)y), present: y % 3 != 0);
                break;
            case 7:
                app.Scroll(viewer, new ScrollInput(0, (short)(y - 250)));
                break;
            case 8:
                app.Resize(new ResizeInput((ushort)(x + 1), (ushort)(y + 1)));
                break;
            default:
                app.PressKey(0x2C);
                break;
        }
    }

    private void BumpFirstIntoSecond()
    {
        _sut.Press(1, 84, 212);
        for (int i = 1; i <= 10; i++)
        {
            _sut.Advance(TimeSpan.FromMilliseconds(16));
            _sut.MoveTo(1, 84 + (i * 8), 212 + (i * 4));
        }

        _sut.Advance(SpringsPlay.Frame);
    }
}
