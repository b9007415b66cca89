using CsCheck;
using DreamStack.Streaming.Flow;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace DreamStack.Tests.Flow;

public sealed class FramePriorityQueueTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void It_is_bounded_stable_in_order_of_class_and_every_item_is_taken_or_dropped_once() =>
        Gen.Select(Gen.Int[0, 5], Gen.Int[1, 2000], Gen.Bool, Gen.Int[0, 60]).Array[1, 300].Sample(steps =>
        {
            List<int> dropped = [], taken = [];
            FrameQueueLimits limits = new() { Control = 8, BytesPerClass = 10_000 };
            FramePriorityQueue<int> queue = new(_time, limits, dropped.Add);
            int offered = 0, refused = 0;
            Dictionary<FrameClass, int> newest = [];
            foreach ((int kind, int bytes, bool whole, int ms) in steps)
            {
                _time.Advance(TimeSpan.FromMilliseconds(ms));
                if (kind == 5)
                {
                    FrameClass? first = Enum.GetValues<FrameClass>().Cast<FrameClass?>().FirstOrDefault(c => queue.CountOf(c!.Value) > 0);
                    if (!queue.TryTake(out int item, out FrameClass of)) continue;
                    Assert.True(of >= first);
                    Assert.True(of == first || first == FrameClass.Haptic);
                    Assert.True(item > newest.GetValueOrDefault(of, -1));
                    newest[of] = item;
                    taken.Add(item);
                    continue;
                }

                if (queue.Offer((FrameClass)kind, offered++, bytes, whole) == Offered.Refused) refused++;
                foreach (FrameClass each in Enum.GetValues<FrameClass>()) Assert.InRange(queue.CountOf(each), 0, limits.MessagesOf(each));
                Assert.InRange(queue.Bytes, 0, 5 * limits.BytesPerClass);
            }

            Assert.Equal(offered - refused, taken.Count + dropped.Count + queue.Count);
            Assert.Equal(taken.Count + dropped.Count, taken.Concat(dropped).Distinct().Count());
            queue.Clear();
            Assert.Equal((0, 0L), (queue.Count, queue.Bytes));
            Assert.Equal(offered - refused, taken.Count + dropped.Count);
        }, threads: 1);

    [Fact]
    public void Control_is_refused_rather_than_dropped()
    {
        FramePriorityQueue<int> queue = new(_time, new FrameQueueLimits { Control = 2 });
        Assert.Equal(Offered.Queued, queue.Offer(FrameClass.Control, 1, 1));
        Assert.Equal(Offered.Queued, queue.Offer(FrameClass.Control, 2, 1));
        Assert.Equal(Offered.Refused, queue.Offer(FrameClass.Control, 3, 1));
        Assert.Equal(2, queue.Count);
    }

    [Fact]
    public void The_oldest_sound_and_late_haptics_are_dropped()
    {
        List<string> dropped = [];
        FramePriorityQueue<string> queue = new(_time, new FrameQueueLimits { Audio = 2 }, dropped.Add);
        foreach (string sound in (string[])["a", "b", "c"]) queue.Offer(FrameClass.Audio, sound, 10);
        queue.Offer(FrameClass.Haptic, "late", 3);
        _time.Advance(TimeSpan.FromMilliseconds(81));
        queue.Offer(FrameClass.Haptic, "fresh", 3);
        Assert.Equal(["b", "c", "fresh"], TakeAll(queue));
        Assert.Equal(["a", "late"], dropped);
        Assert.Equal((1L, 1L), (queue.DroppedOf(FrameClass.Audio), queue.DroppedOf(FrameClass.Haptic)));
    }

    [Theory]
    [InlineData(FrameClass.Signal)]
    [InlineData(FrameClass.Picture)]
    public void Changes_that_do_not_fit_give_way_to_a_whole_one(FrameClass frameClass)
    {
        List<string> dropped = [];
        FramePriorityQueue<string> queue = new(_time, new FrameQueueLimits { Signal = 2, Picture = 2 }, dropped.Add);
        queue.Offer(frameClass, "change 1", 10);
        queue.Offer(frameClass, "change 2", 10);
        Assert.Equal(Offered.Coalesced, queue.Offer(frameClass, "change 3", 10));
        Assert.True(queue.NeedsWhole(frameClass));
        Assert.Equal(Offered.Coalesced, queue.Offer(frameClass, "change 4", 10));
        Assert.Equal(Offered.Queued, queue.Offer(frameClass, "whole", 500_000_000, whole: true));
        Assert.False(queue.NeedsWhole(frameClass));
        Assert.Equal(["change 1", "change 2", "change 3", "change 4"], dropped);
        Assert.Equal(["whole"], TakeAll(queue));

        queue.Restart(frameClass);
        Assert.True(queue.NeedsWhole(frameClass));
    }

    [Fact]
    public void Warm_it_allocates_nothing()
    {
        FramePriorityQueue<object> queue = new(TimeProvider.System);
        object item = new();
        long taken = 0;
        Allocations.AreNone(() =>
        {
            for (FrameClass each = FrameClass.Control; each <= FrameClass.Picture; each++) queue.Offer(each, item, 100);
            while (queue.TryTake(out _, out _)) taken++;
        });
        Assert.True(taken > 0);
    }

    private static List<string> TakeAll(FramePriorityQueue<string> queue)
    {
        List<string> items = [];
        while (queue.TryTake(out string item, out _)) items.Add(item);
        return items;
    }
}
