using System.Runtime.CompilerServices;
using DreamStack.App.Signals;
using Xunit;

namespace DreamStack.Tests.App.Signals;

public sealed class LifetimeTests
{
    [Fact]
    public void A_disposed_effect_is_unlinked_all_the_way_down()
    {
        var signal = new Signal<int>(0);
        var computed = new Computed<int>(() => signal.Value);
        var effect = new Effect(() => _ = computed.Value);
        Assert.True(signal.IsObserved);

        effect.Dispose();

        Assert.False(computed.IsObserved);
        Assert.False(signal.IsObserved);
    }

    [Fact]
    public void A_scope_disposes_what_was_made_in_it()
    {
        var signal = new Signal<int>(0);
        int runs = 0;
        var scope = new Scope();
        scope.Run(() =>
        {
            _ = new Effect(() => runs += 1 + (signal.Value * 0));
            new Scope().Run(() => _ = new Effect(() => runs += 1 + (signal.Value * 0)));
        });

        scope.Dispose();
        signal.Set(1);

        Assert.Equal(2, runs);
        Assert.False(signal.IsObserved);
    }

    [Fact]
    public void An_effect_made_in_an_effect_lives_until_the_next_run()
    {
        var outer = new Signal<int>(0);
        var inner = new Signal<int>(0);
        int innerRuns = 0;
        using var effect = new Effect(() =>
        {
            _ = outer.Value;
            _ = new Effect(() => innerRuns += 1 + (inner.Value * 0));
        });

        outer.Set(1);
        outer.Set(2);
        innerRuns = 0;
        inner.Set(1);

        Assert.Equal(1, innerRuns);
    }

    [Fact]
    public void Owning_something_after_the_end_disposes_it_at_once()
    {
        var scope = new Scope();
        scope.Dispose();
        var signal = new Signal<int>(0);
        var late = new Effect(() => _ = signal.Value);

        scope.Own(late);

        Assert.False(signal.IsObserved);
    }

    [Fact]
    public void A_dropped_computation_is_collected_while_its_source_lives()
    {
        var signal = new Signal<int>(0);
        WeakReference dropped = MakeAndDrop(signal);

        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();

        Assert.False(dropped.IsAlive);
        Assert.Equal(0, signal.Peek());
    }

    [Fact]
    public void Writes_in_the_steady_state_allocate_nothing()
    {
        var signal = new Signal<int>(0);
        var flag = new Signal<bool>(false);
        var twice = new Computed<int>(() => signal.Value * 2);
        var either = new Computed<int>(() => flag.Value ? twice.Value : signal.Value);
        int sum = 0;
        using var effect = new Effect(() => sum += either.Value + twice.Value);
        void Write(int i)
        {
            using (Batch.Open())
            {
                signal.Set(i);
                flag.Set(true);
            }
        }

        for (int i = 1; i < 100; i++)
        {
            Write(i);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 100; i < 1100; i++)
        {
            Write(i);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.NotEqual(0, sum);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference MakeAndDrop(Signal<int> signal)
    {
        var computed = new Computed<int>(() => signal.Value);
        var effect = new Effect(() => _ = computed.Value);
        effect.Dispose();
        Assert.Equal(0, computed.Value);
        return new WeakReference(computed);
    }
}
