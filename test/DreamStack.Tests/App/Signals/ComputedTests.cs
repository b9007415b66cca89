using DreamStack.App.Signals;
using Xunit;

namespace DreamStack.Tests.App.Signals;

public sealed class ComputedTests
{
    [Fact]
    public void It_computes_when_read_and_keeps_the_value()
    {
        int runs = 0;
        var signal = new Signal<int>(2);
        var square = new Computed<int>(() =>
        {
            runs++;
            return signal.Value * signal.Value;
        });

        Assert.Equal(0, runs);
        Assert.Equal(4, square.Value);
        Assert.Equal(4, square.Peek());
        Assert.Equal(1, runs);
        signal.Set(3);
        Assert.Equal(1, runs);
        Assert.Equal(9, square.Value);
        Assert.Equal(2, runs);
    }

    [Fact]
    public void Reading_itself_is_a_cycle()
    {
        Computed<int>? self = null;
        self = new Computed<int>(() => self!.Value + 1);

        Assert.Throws<SignalCycleException>(() => self.Value);
        Assert.Throws<SignalCycleException>(() => self.Value);
    }

    [Fact]
    public void A_cycle_through_another_computation_is_found_and_can_end()
    {
        var closed = new Signal<bool>(true);
        Computed<int>? first = null;
        var second = new Computed<int>(() => first!.Value + 1);
        first = new Computed<int>(() => closed.Value ? second.Value + 1 : 0);

        Assert.Throws<SignalCycleException>(() => first.Value);
        closed.Set(false);
        Assert.Equal(1, second.Value);
    }

    [Fact]
    public void A_failure_reaches_every_reader_until_the_cause_is_gone()
    {
        var divisor = new Signal<int>(0);
        var quotient = new Computed<int>(() => 100 / divisor.Value);
        var shown = new Computed<string>(() => $"{quotient.Value}");

        Assert.Throws<DivideByZeroException>(() => quotient.Value);
        Assert.Throws<DivideByZeroException>(() => shown.Value);
        divisor.Set(4);
        Assert.Equal("25", shown.Value);
    }

    [Fact]
    public void It_must_not_write()
    {
        var signal = new Signal<int>(0);
        var naughty = new Computed<int>(() =>
        {
            signal.Set(1);
            return 0;
        });

        Assert.Throws<InvalidOperationException>(() => naughty.Value);
    }

    [Fact]
    public void Peeking_makes_no_dependency()
    {
        var signal = new Signal<int>(1);
        int runs = 0;
        using var effect = new Effect(() => runs += signal.Peek());

        signal.Set(2);

        Assert.Equal(1, runs);
    }

    [Fact]
    public void Watched_again_after_a_pause_it_catches_up()
    {
        var signal = new Signal<int>(1);
        var twice = new Computed<int>(() => signal.Value * 2);
        new Effect(() => _ = twice.Value).Dispose();
        signal.Set(5);
        List<int> seen = [];
        using var effect = new Effect(() => seen.Add(twice.Value));

        signal.Set(6);

        Assert.Equal([10, 12], seen);
    }
}
