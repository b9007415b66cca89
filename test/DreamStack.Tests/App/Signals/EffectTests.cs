using DreamStack.App.Signals;
using Xunit;

namespace DreamStack.Tests.App.Signals;

public sealed class EffectTests
{
    [Fact]
    public void A_write_reruns_only_what_reads_it()
    {
        var left = new Signal<int>(1);
        var right = new Signal<int>(1);
        int leftRuns = 0;
        int rightRuns = 0;
        using var a = new Effect(() => leftRuns += left.Value);
        using var b = new Effect(() => rightRuns += right.Value);

        left.Set(10);

        Assert.Equal(11, leftRuns);
        Assert.Equal(1, rightRuns);
    }

    [Fact]
    public void An_equal_write_runs_nothing()
    {
        var signal = new Signal<string>("a");
        int runs = 0;
        using var effect = new Effect(() => runs += signal.Value.Length);

        signal.Set(new string('a', 1));

        Assert.Equal(1, runs);
    }

    [Fact]
    public void A_diamond_runs_its_effect_once_and_never_sees_half_a_change()
    {
        var root = new Signal<int>(1);
        var doubled = new Computed<int>(() => root.Value * 2);
        var tripled = new Computed<int>(() => root.Value * 3);
        List<(int, int)> seen = [];
        using var effect = new Effect(() => seen.Add((doubled.Value, tripled.Value)));

        root.Set(5);

        Assert.Equal([(2, 3), (10, 15)], seen);
    }

    [Fact]
    public void An_equal_result_stops_the_change()
    {
        var number = new Signal<int>(1);
        var parity = new Computed<int>(() => number.Value % 2);
        int runs = 0;
        using var effect = new Effect(() =>
        {
            _ = parity.Value;
            runs++;
        });

        number.Set(3);
        Assert.Equal(1, runs);
        number.Set(4);
        Assert.Equal(2, runs);
    }

    [Fact]
    public void A_batch_runs_an_effect_once_after_all_writes()
    {
        var a = new Signal<int>(1);
        var b = new Signal<int>(2);
        List<int> sums = [];
        using var effect = new Effect(() => sums.Add(a.Value + b.Value));

        using (Batch.Open())
        {
            a.Set(10);
            using (Batch.Open())
            {
                b.Set(20);
            }

            Assert.Equal([3], sums);
        }

        Assert.Equal([3, 30], sums);
    }

    [Fact]
    public void A_branch_not_taken_is_not_listened_to()
    {
        var condition = new Signal<bool>(true);
        var yes = new Signal<int>(1);
        var no = new Signal<int>(2);
        List<int> seen = [];
        using var effect = new Effect(() => seen.Add(condition.Value ? yes.Value : no.Value));

        no.Set(20);
        condition.Set(false);
        yes.Set(10);
        no.Set(21);

        Assert.Equal([1, 20, 21], seen);
        Assert.False(yes.IsObserved);
    }

    [Fact]
    public void Effects_run_in_the_order_they_were_made()
    {
        var signal = new Signal<int>(0);
        List<string> order = [];
        using var first = new Effect(() => order.Add($"first {signal.Value}"));
        using var second = new Effect(() => order.Add($"second {signal.Value}"));

        signal.Set(1);

        Assert.Equal(["first 0", "second 0", "first 1", "second 1"], order);
    }

    [Fact]
    public void An_effect_that_writes_wakes_others_in_the_same_batch()
    {
        var celsius = new Signal<int>(0);
        var fahrenheit = new Signal<int>(0);
        using var convert = new Effect(() => fahrenheit.Set((celsius.Value * 9 / 5) + 32));
        List<int> seen = [];
        using var show = new Effect(() => seen.Add(fahrenheit.Value));

        celsius.Set(100);

        Assert.Equal([32, 212], seen);
    }

    [Fact]
    public void Effects_that_wake_themselves_without_end_are_a_cycle()
    {
        var signal = new Signal<int>(0);

        Assert.Throws<SignalCycleException>(() => new Effect(() => signal.Set(signal.Value + 1)));
        Assert.False(signal.IsObserved);
        signal.Set(-1);
        Assert.Equal(-1, signal.Peek());
    }

    [Fact]
    public void One_failing_effect_does_not_keep_others_from_running()
    {
        var signal = new Signal<int>(0);
        int runs = 0;
        using var failing = new Effect(() =>
        {
            if (signal.Value == 1)
            {
                throw new FormatException("no ones");
            }
        });
        using var fine = new Effect(() => runs += 1 + (signal.Value * 0));

        Assert.Throws<FormatException>(() => signal.Set(1));
        Assert.Equal(2, runs);
        signal.Set(2);
        Assert.Equal(3, runs);
    }

    [Fact]
    public void Several_failures_come_out_together()
    {
        var signal = new Signal<int>(0);
        void FailOnOne()
        {
            if (signal.Value == 1)
            {
                throw new FormatException("no ones");
            }
        }

        using var a = new Effect(FailOnOne);
        using var b = new Effect(FailOnOne);

        AggregateException error = Assert.Throws<AggregateException>(() => signal.Set(1));
        Assert.Equal(2, error.InnerExceptions.Count);
    }

    [Fact]
    public void An_effect_may_dispose_itself_while_it_runs()
    {
        var signal = new Signal<int>(0);
        int runs = 0;
        Effect? effect = null;
        effect = new Effect(() =>
        {
            runs++;
            if (signal.Value == 1)
            {
                effect!.Dispose();
            }
        });

        signal.Set(1);
        signal.Set(2);

        Assert.Equal(2, runs);
        Assert.False(signal.IsObserved);
    }
}
