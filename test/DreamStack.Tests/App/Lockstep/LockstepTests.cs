using System.Buffers;
using DreamStack.App.Lockstep;
using DreamStack.Physics.Bodies;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Timelines;
using DreamStack.Physics.Worlds;
using DreamStack.Streaming.Wire.Frames;
using Xunit;

namespace DreamStack.Tests.App.Lockstep;

/// <summary>Worlds that are run twice stay one world.</summary>
public sealed class LockstepTests : IDisposable
{
    private static readonly TimelineSettings s_settings = new() { KeyframeInterval = 10, MaxKeyframes = 40 };
    private readonly World _world = PushRules.NewWorld();
    private readonly World _mirror = PushRules.NewWorld();
    private readonly LockstepSource _source;
    private readonly LockstepReceiver _receiver;
    private readonly ArrayBufferWriter<byte> _body = new();
    private long _bytes;

    public LockstepTests()
    {
        _source = new LockstepSource(new Timeline(_world, PushRules.Apply, s_settings)) { IsWanted = true };
        _receiver = new LockstepReceiver(_mirror, PushRules.Apply, s_settings);
    }

    public void Dispose()
    {
        _world.Dispose();
        _mirror.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Whatever_is_done_both_worlds_are_the_same_after_every_message(int seed)
    {
        Random random = new(seed);
        Assert.Equal(LockstepOutcome.InStep, SendWhole(_receiver));
        for (int i = 0; i < 400; i++)
        {
            Act(random);
            if (random.Next(3) == 0) continue;
            Assert.Equal(LockstepOutcome.InStep, Send(_receiver));
            Assert.Equal(_world.StepCount, _mirror.StepCount);
            Assert.Equal(_world.FullChecksum(), _mirror.FullChecksum());
        }

        Assert.Equal(1, _receiver.Keyframes);
        Assert.Equal(0, _receiver.Diverged);
        Assert.True(_source.RolledBack > 20, $"{_source.RolledBack} late");
        Assert.Equal(_source.RolledBack, _receiver.RolledBack);
    }

    [Fact]
    public void A_step_costs_its_inputs_and_ten_bytes()
    {
        SendWhole(_receiver);
        _bytes = 0;
        for (int i = 0; i < 100; i++)
        {
            _source.Step();
            Send(_receiver);
        }

        Assert.Equal(100 * (LockstepFrame.PrefixSize + 10), _bytes);
        _bytes = 0;
        _source.Command(PushRules.Command(2, 3, 500));
        _source.Step();
        Send(_receiver);
        Assert.Equal(LockstepFrame.PrefixSize + 10 + 3 + 4, _bytes);
    }

    [Fact]
    public void Who_joins_late_gets_the_state_and_the_steps_since()
    {
        Run(50);
        Send(_receiver);
        byte[] whole = Whole();
        List<byte[]> since = [];
        for (int i = 0; i < 20; i++)
        {
            _source.Command(PushRules.Command((byte)(i % 3), (byte)i, (short)(i * 90)));
            Run(2);
            since.Add(Body());
        }

        Assert.Equal(LockstepOutcome.InStep, _receiver.Take(whole, whole: true));
        foreach (byte[] body in since) Assert.Equal(LockstepOutcome.InStep, _receiver.Take(body, whole: false));
        Assert.Equal(_world.FullChecksum(), _mirror.FullChecksum());
    }

    [Fact]
    public void One_bit_of_one_velocity_is_noticed_at_the_next_checksum_and_repaired_by_a_keyframe()
    {
        SendWhole(_receiver);
        Run(30);
        Send(_receiver);
        BodyId[] bodies = new BodyId[13];
        _mirror.CopyBodies(bodies);
        Body victim = _mirror[bodies[5]];
        Vec2 velocity = victim.LinearVelocity;
        victim.LinearVelocity = new Vec2(float.BitIncrement(velocity.X), velocity.Y);
        Run(1);

        Assert.Equal(LockstepOutcome.Diverged, Send(_receiver));
        Assert.Equal(1, _receiver.Diverged);
        Run(1);
        Assert.Equal(LockstepOutcome.NeedsKeyframe, Send(_receiver));
        Assert.Equal(LockstepOutcome.InStep, SendWhole(_receiver));
        Run(30);
        Assert.Equal(LockstepOutcome.InStep, Send(_receiver));
        Assert.Equal(_world.FullChecksum(), _mirror.FullChecksum());
    }

    [Fact]
    public void A_late_command_acts_on_the_step_its_sender_saw()
    {
        using World prompt = PushRules.NewWorld();
        Timeline straight = new(prompt, PushRules.Apply, s_settings);
        for (int i = 0; i < 20; i++) straight.Step();
        straight.Add(PushRules.Command(2, 4, 700));
        for (int i = 0; i < 11; i++) straight.Step();

        Run(30);
        _source.Command(PushRules.Command(2, 4, 700), seen: 20);
        Run(1);

        Assert.Equal(31, _world.StepCount);
        Assert.Equal(1, _source.RolledBack);
        Assert.Equal(prompt.FullChecksum(), _world.FullChecksum());
    }

    [Theory]
    [InlineData(30 - LockstepSource.MaxBack - 1)]
    [InlineData(-5)]
    [InlineData(31)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void A_command_that_is_too_late_or_from_the_future_acts_now(long seen)
    {
        Run(30);
        _source.Command(PushRules.Command(2, 4, 700), seen);
        Run(1);
        Assert.Equal(0, _source.RolledBack);
        Assert.Single(_source.Timeline.InputsOf(30));
    }

    [Fact]
    public void Every_cut_and_every_changed_byte_of_a_message_is_an_answer_and_never_an_exception()
    {
        _source.Command(PushRules.Command(0, 1, 2));
        Run(3);
        byte[] steps = Body();
        byte[] whole = Whole();
        for (int length = 0; length < steps.Length; length++) _receiver.Take(steps.AsSpan(0, length), whole: false);
        for (int length = 0; length < whole.Length; length += 7)
        {
            Assert.Equal(LockstepOutcome.Invalid, _receiver.Take(whole.AsSpan(0, length), whole: true));
        }

        // Its step, its count of inputs, its checksums, its commands: whatever is changed, the worlds are not said to be the same.
        for (int i = 0; i < steps.Length; i++)
        {
            Assert.Equal(LockstepOutcome.InStep, _receiver.Take(whole, whole: true));
            byte[] changed = [.. steps];
            changed[i] ^= 0x55;
            _receiver.Take(changed, whole: false);
        }

        Assert.Equal(LockstepOutcome.InStep, _receiver.Take(whole, whole: true));
        Assert.Equal(_world.FullChecksum(), _mirror.FullChecksum());
    }

    [Fact]
    public void A_gap_asks_for_a_keyframe()
    {
        SendWhole(_receiver);
        Run(2);
        Body();
        Run(2);
        Assert.Equal(LockstepOutcome.NeedsKeyframe, Send(_receiver));
    }

    private void Act(Random random)
    {
        switch (random.Next(30))
        {
            case < 8:
                long? seen = random.Next(2) == 0 ? null : _world.StepCount - random.Next(LockstepSource.MaxBack + 3);
                _source.Command(PushRules.Command((byte)random.Next(3), (byte)random.Next(256), (short)random.Next(-900, 900)), seen);
                break;
            case 8 when _world.StepCount > 3:
                _source.Seek(random.NextInt64(Math.Max(0, _world.StepCount - 30), _source.Timeline.End + 1));
                break;
            case 9:
                _source.Seek(_source.Timeline.End);
                break;
            default:
                Run(random.Next(1, 4));
                break;
        }
    }

    private void Run(int steps)
    {
        for (int i = 0; i < steps; i++) _source.Step();
    }

    private LockstepOutcome Send(LockstepReceiver receiver) =>
        Bodies().Select(body => receiver.Take(body, whole: false)).FirstOrDefault(outcome => outcome != LockstepOutcome.InStep, LockstepOutcome.InStep);

    private LockstepOutcome SendWhole(LockstepReceiver receiver)
    {
        Assert.All(Bodies(), body => Assert.NotEmpty(body));
        return receiver.Take(Whole(), whole: true);
    }

    private IEnumerable<byte[]> Bodies()
    {
        while (Body() is { Length: > 0 } body) yield return body;
    }

    private byte[] Body()
    {
        _body.ResetWrittenCount();
        _source.TryWrite(_body);
        _bytes += _body.WrittenCount;
        return _body.WrittenSpan.ToArray();
    }

    private byte[] Whole()
    {
        _body.ResetWrittenCount();
        _source.WriteWhole(_body);
        return _body.WrittenSpan.ToArray();
    }
}
