using DreamStack.Relay.FanOut;
using DreamStack.Relay.Sources;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.Tests.Sources;

public class InputQueueTests
{
    private readonly InputQueue _queue = new(new Wake());
    private readonly List<SharedBuffer> _batch = [];

    [Fact]
    public void Moves_of_a_slow_source_collapse_to_the_latest_but_never_over_a_press()
    {
        Offer(1, InputType.Pointer, 10);
        Offer(1, InputType.Pointer, 11);
        Offer(2, InputType.Pointer, 20);
        Offer(1, InputType.Pointer, 12);
        Offer(1, InputType.PointerDown, 13);
        Offer(1, InputType.Pointer, 14);
        Offer(1, InputType.Pointer, 15);
        Offer(1, InputType.PointerUp, 16);
        Assert.Equal([12, 20, 13, 15, 16], Take());
    }

    [Fact]
    public void Contacts_move_apart()
    {
        Offer(1, InputType.Touch, 10, contact: 1);
        Offer(1, InputType.Touch, 20, contact: 2);
        Offer(1, InputType.Touch, 21, contact: 2);
        Assert.Equal([10, 21], Take());
    }

    [Fact]
    public void Keys_and_text_are_never_dropped_until_their_viewers_share_is_full()
    {
        for (int i = 0; i < 256; i++) Assert.True(Offer(1, InputType.KeyDown, 1));
        Assert.False(Offer(1, InputType.KeyDown, 2));
        Assert.True(Offer(2, InputType.KeyDown, 3));
        Assert.True(Offer(0, InputType.Control, 4, contact: 2));
        Assert.Equal(258, Take().Length);
    }

    [Fact]
    public void The_relays_newer_demand_replaces_its_unsent_older_one()
    {
        Offer(0, InputType.Control, 1, contact: 1);
        Offer(0, InputType.Control, 2, contact: 2);
        Offer(0, InputType.Control, 3, contact: 2);
        Assert.Equal([1, 3], Take());
    }

    [Fact]
    public void Bytes_are_bounded_and_every_share_is_given_back()
    {
        long before = SharedBuffer.Outstanding;
        int taken = 0;
        while (Offer(1, InputType.Text, 1, length: 60_000)) taken++;
        Assert.Equal(17, taken);
        _queue.Close();
        Assert.Equal(before, SharedBuffer.Outstanding);
        Assert.False(Offer(1, InputType.Text, 1));
        Assert.Equal(before, SharedBuffer.Outstanding);
    }

    private bool Offer(uint viewer, InputType type, byte mark, byte contact = 0, int length = 20)
    {
        SharedBuffer message = SharedBuffer.Rent(length);
        message.Span[0] = mark;
        return _queue.Offer(new QueuedInput(viewer, type, contact, message));
    }

    private int[] Take()
    {
        while (_queue.Take(_batch)) Assert.NotEmpty(_batch);
        int[] marks = [.. _batch.Select(message => (int)message.Span[0])];
        foreach (SharedBuffer message in _batch) message.Release();
        return marks;
    }
}
