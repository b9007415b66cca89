using System.Buffers;
using DreamStack.App.Hosting;
using DreamStack.App.Scene;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;
using DreamStack.Streaming.Wire.Ext;
using DreamStack.Streaming.Wire.Inputs;
using DreamStack.Tests.App.Demos;
using Xunit;

namespace DreamStack.Tests.App.Hosting;

public sealed class AppSourceTests : IDisposable
{
    private readonly SourceSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void It_begins_with_the_whole_state_and_then_rests()
    {
        _session.Pump();

        SentMessage only = Assert.Single(_session.Sent);
        Assert.Equal((FrameType.SignalSync, true), (only.Type, only.Keyframe));
        Assert.Equal(Timeout.InfiniteTimeSpan, _session.Wait);
    }

    [Fact]
    public void Pictures_begin_with_a_keyframe_when_they_are_wanted()
    {
        _session.Pump();
        _session.Demand();
        _session.Pump();

        SentMessage picture = Assert.Single(_session.Of(FrameType.DeltaPixels));
        Assert.True(picture.Keyframe);
        Assert.Equal(Timeout.InfiniteTimeSpan, _session.Wait);
        int sent = _session.Sent.Count;
        _session.Pump();
        Assert.Equal(sent, _session.Sent.Count);
    }

    [Fact]
    public void Nothing_is_drawn_while_nobody_wants_pictures()
    {
        _session.PlayScript();

        Assert.Empty(_session.Of(FrameType.DeltaPixels));
        Assert.True(_session.Renderer.Pixels.IsEmpty);
        Assert.True(_session.Of(FrameType.SignalDiff).Count() > 100);
    }

    [Fact]
    public void Over_the_whole_script_pictures_and_signals_arrive_exactly_and_rest_is_silent()
    {
        _session.Pump();
        _session.Demand(audio: true);
        _session.PlayScript();

        Assert.True(_session.Of(FrameType.DeltaPixels).Count() > 200);
        Assert.Single(_session.Of(FrameType.DeltaPixels), message => message.Keyframe);
        Assert.Equal(_session.App.Picture().Words, _session.Mirror.Picture().Words);
        Assert.Equal(Timeout.InfiniteTimeSpan, _session.Wait);
        Assert.True(_session.Sent[^1].At < TimeSpan.FromSeconds(12));
        Assert.Equal(0, _session.Source.SkippedMessages);
        Assert.True(_session.Of(FrameType.Haptic).Any());
    }

    [Fact]
    public void Sound_is_sent_only_while_wanted_and_without_gaps()
    {
        _session.Demand(pictures: false);
        _session.PlayScript();
        Assert.Empty(_session.Of(FrameType.AudioPcm));

        using var listening = new SourceSession();
        listening.Demand(audio: true);
        listening.PlayScript();
        List<SentMessage> audio = [.. listening.Of(FrameType.AudioPcm)];
        Assert.NotEmpty(audio);
        Assert.All(audio, block => Assert.Equal(16 + (480 * 4), block.Length));
        List<TimeSpan> gaps = [.. audio.Zip(audio.Skip(1), (a, b) => b.At - a.At)];
        Assert.All(gaps, gap => Assert.True(gap > TimeSpan.FromMilliseconds(100) || gap <= TimeSpan.FromMilliseconds(20)));
    }

    [Fact]
    public void A_sound_that_nobody_heard_does_not_ring_later()
    {
        _session.PlayScript();
        _session.Run(TimeSpan.FromMinutes(1));

        _session.Demand(audio: true);
        _session.Pump();
        _session.Run(TimeSpan.FromSeconds(1));

        Assert.Empty(_session.Of(FrameType.AudioPcm));
    }

    [Fact]
    public void An_input_is_shown_at_once_and_the_messages_name_it()
    {
        _session.Pump();
        _session.Demand();
        _session.Pump();
        _session.Run(TimeSpan.FromSeconds(1));
        _session.Receive(InputType.Pointer, Pointer(300, 188, 0), viewer: 7, input: 42);
        _session.Pump();

        SentMessage diff = _session.Of(FrameType.SignalDiff).Last();
        SentMessage picture = _session.Of(FrameType.DeltaPixels).Last();
        Assert.Equal(TimeSpan.FromSeconds(1), diff.At);
        Assert.Equal([(7u, 42u)], diff.Causes);
        Assert.Equal([(7u, 42u)], picture.Causes);
        Assert.False(picture.Keyframe);

        _session.Receive(InputType.Pointer, Pointer(10, 10, 0), viewer: 7);
        _session.Run(TimeSpan.FromMilliseconds(8));
        _session.Pump();
        Assert.Empty(_session.Of(FrameType.SignalDiff).Last().Causes);
        Assert.Equal(2, _session.Of(FrameType.SignalDiff).Count());
    }

    [Fact]
    public void Of_many_inputs_the_newest_of_each_viewer_is_named_and_no_more_than_four()
    {
        _session.Pump();
        for (uint viewer = 1; viewer <= 6; viewer++)
        {
            _session.Receive(InputType.Pointer, Pointer(1, 1, 0), viewer, input: 10);
            _session.Receive(InputType.Pointer, Pointer(300, 188, 0), viewer, input: 11);
        }

        _session.Pump();

        SentMessage diff = Assert.Single(_session.Of(FrameType.SignalDiff));
        Assert.Equal([(3u, 11u), (4u, 11u), (5u, 11u), (6u, 11u)], diff.Causes);
    }

    [Fact]
    public void An_input_without_effect_is_named_by_nothing_later()
    {
        _session.Pump();
        _session.Receive(InputType.KeyUp, new byte[] { 0x2C, 0, 0 }, input: 1);
        _session.Pump();
        _session.Run(TimeSpan.FromSeconds(1));
        _session.Receive(InputType.Pointer, Pointer(300, 188, 0), input: 2);
        _session.Pump();

        Assert.Equal([(1u, 2u)], Assert.Single(_session.Of(FrameType.SignalDiff)).Causes);
    }

    [Fact]
    public void A_push_that_shows_a_frame_later_is_named_by_that_frame()
    {
        _session.Pump();
        _session.Receive(InputType.KeyDown, new byte[] { 0x4F, 0, 0 }, input: 9);
        _session.Pump();
        Assert.Empty(_session.Of(FrameType.SignalDiff));

        _session.Run(TimeSpan.FromMilliseconds(100));

        Assert.Equal([(1u, 9u)], _session.Of(FrameType.SignalDiff).First().Causes);
        Assert.Empty(_session.Of(FrameType.SignalDiff).Skip(1).First().Causes);
    }

    [Fact]
    public void A_keyframe_request_is_answered_even_at_rest()
    {
        _session.Demand();
        _session.Pump();
        _session.Receive(InputType.KeyframeRequest, []);
        _session.Run(TimeSpan.FromMilliseconds(20));
        _session.Pump();

        Assert.Equal(2, _session.Of(FrameType.DeltaPixels).Count());
        Assert.All(_session.Of(FrameType.DeltaPixels), message => Assert.True(message.Keyframe));
    }

    [Fact]
    public void A_resize_is_a_keyframe_of_the_new_size()
    {
        _session.Demand();
        _session.Pump();
        _session.Run(TimeSpan.FromSeconds(1));
        var body = new byte[4];
        new ResizeInput(320, 480).Write(body);

        _session.Receive(InputType.Resize, body);
        _session.Pump();

        Assert.Equal((320, 480), (_session.Picture.Width, _session.Picture.Height));
        Assert.True(_session.Of(FrameType.DeltaPixels).Last().Keyframe);
        Assert.Equal((320, 480), (_session.Mirror.Width, _session.Mirror.Height));
    }

    [Fact]
    public void Pictures_that_stopped_begin_again_with_a_keyframe()
    {
        _session.Demand();
        _session.Pump();
        _session.Demand(pictures: false);
        _session.Receive(InputType.KeyDown, new byte[] { 0x2C, 0, 0 });
        _session.Pump();
        _session.Run(TimeSpan.FromMilliseconds(200));
        Assert.Single(_session.Of(FrameType.DeltaPixels));

        _session.Demand();
        _session.Pump();
        _session.Run(TimeSpan.FromMilliseconds(10));

        Assert.True(_session.Of(FrameType.DeltaPixels).ElementAt(1).Keyframe);
    }

    [Fact]
    public void A_new_connection_gets_the_state_anew_and_pictures_when_it_asks()
    {
        _session.Demand();
        _session.Pump();
        _session.Run(TimeSpan.FromSeconds(1));

        _session.Source.BeginConnection();
        Assert.False(_session.Source.PicturesWanted);
        _session.Pump();
        Assert.Equal(FrameType.SignalSync, _session.Sent[^1].Type);
        _session.Demand();
        _session.Pump();

        Assert.True(_session.Of(FrameType.DeltaPixels).Last().Keyframe);
        Assert.Equal(2, _session.Of(FrameType.DeltaPixels).Count());
    }

    [Fact]
    public void What_moves_is_shown_on_the_beat()
    {
        _session.Demand();
        _session.Pump();
        _session.Receive(InputType.KeyDown, new byte[] { 0x2C, 0, 0 });
        _session.Pump();
        _session.Run(TimeSpan.FromSeconds(1));

        Assert.InRange(_session.Of(FrameType.SignalDiff).Count(), 28, 31);
    }

    [Fact]
    public void What_is_not_understood_is_counted_and_skipped()
    {
        _session.Pump();
        _session.Receive(InputType.BciInput, [1, 2, 3]);
        _session.Receive((InputType)0x77, [1, 2, 3]);
        _session.Receive(InputType.Pointer, [1, 2]);
        _session.Receive(InputType.Control, "{}"u8);
        _session.Receive(InputType.Control, """{"op":"news"}"""u8);
        _session.Receive(InputType.Control, new WelcomeControl("main", null, null, null, "token").ToJson());

        Assert.Equal(5, _session.Source.SkippedMessages);
        _session.Pump();
        Assert.Single(_session.Sent);
    }

    [Fact]
    public void A_critical_tag_that_nobody_knows_skips_the_message()
    {
        var ext = new ExtWriter(new byte[64]);
        ext.Add((ExtTag)0x90, 1u);
        var bytes = new ArrayBufferWriter<byte>();
        MessageWriter.Write(bytes, new MessageHeader(InputType.Pointer), ext.Block, Pointer(300, 188, 0));

        Assert.Equal(ReadStatus.Done, _session.Source.Receive(bytes.WrittenSpan, out _));

        Assert.Equal(1, _session.Source.SkippedMessages);
    }

    [Fact]
    public void A_message_cut_short_is_a_protocol_error()
    {
        var bytes = new ArrayBufferWriter<byte>();
        MessageWriter.Write(bytes, new MessageHeader(InputType.Pointer), Pointer(300, 188, 0));

        Assert.Equal(ReadStatus.Invalid, _session.Source.Receive(bytes.WrittenSpan[..^1], out _));
    }

    [Fact]
    public void The_source_itself_allocates_nothing_frame_by_frame()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var app = new DreamStack.App.Demos.Springs.SpringsApp();
        var source = new AppSource(app, new StillRenderer(), time);
        var output = new ArrayBufferWriter<byte>(1 << 22);
        Feed(InputType.Control, new DemandControl(Pictures: true, Audio: true, 1).ToJson());
        Feed(InputType.KeyDown, [0x2C, 0, 0]);
        Play();

        long before = GC.GetAllocatedBytesForCurrentThread();
        long spent = 0;
        for (int i = 0; i < 20; i++)
        {
            long clock = GC.GetAllocatedBytesForCurrentThread();
            time.Advance(TimeSpan.FromMilliseconds(34));
            spent += GC.GetAllocatedBytesForCurrentThread() - clock;
            output.ResetWrittenCount();
            source.Pump(output);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before - spent);
        Assert.True(output.WrittenCount > 0);

        void Play()
        {
            for (int i = 0; i < 20; i++)
            {
                time.Advance(TimeSpan.FromMilliseconds(34));
                output.ResetWrittenCount();
                source.Pump(output);
            }
        }

        void Feed(InputType type, byte[] body)
        {
            var bytes = new ArrayBufferWriter<byte>();
            MessageWriter.Write(bytes, new MessageHeader(type), body);
            source.Receive(bytes.WrittenSpan, out _);
        }
    }

    [Fact]
    public void While_pictures_change_their_hash_is_told_once_a_second()
    {
        using SourceSession session = new();
        session.Source.BeginConnection();
        session.Demand();
        session.Pump();

        session.PlayScript();

        SentMessage[] hashes = [.. session.Of(FrameType.PictureHash)];
        Assert.InRange(hashes.Length, 2, (int)session.Now.TotalSeconds + 1);
        Assert.All(hashes.Zip(hashes.Skip(1)), pair => Assert.True(pair.Second.At - pair.First.At >= TimeSpan.FromSeconds(1)));
    }

    private static byte[] Pointer(int x, int y, int buttons)
    {
        var body = new byte[PointerInput.Size];
        new PointerInput((ushort)x, (ushort)y, (byte)buttons).Write(body);
        return body;
    }

    private sealed class StillRenderer : IPictureRenderer
    {
        private readonly byte[] _pixels = new byte[600 * 400 * 4];

        public ReadOnlySpan<byte> Render(DisplayList list, int width, int height)
        {
            _pixels[0]++;
            return _pixels;
        }
    }
}
