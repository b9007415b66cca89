using DreamStack.Streaming.Buffers;

namespace DreamStack.Relay.FanOut;

/// <summary>Shared buffers in order, each with a stamp (the time it came, or a number), and their bytes; owns one share of each.
/// Not to be copied.</summary>
internal struct BufferQueue
{
    // Most lanes of most viewers never hold anything.
    private Queue<(SharedBuffer Buffer, long At)>? _queue;

    public readonly int Count => _queue?.Count ?? 0;

    public int Bytes { get; private set; }

    public readonly int NextLength => _queue!.Peek().Buffer.Length;

    public readonly long NextAt => _queue!.Peek().At;

    public void Add(SharedBuffer borrowed, long at)
    {
        (_queue ??= new Queue<(SharedBuffer Buffer, long At)>()).Enqueue((borrowed.Retain(), at));
        Bytes += borrowed.Length;
    }

    /// <summary>Hands the oldest one and its share to the caller.</summary>
    public SharedBuffer Take()
    {
        SharedBuffer buffer = _queue!.Dequeue().Buffer;
        Bytes -= buffer.Length;
        return buffer;
    }

    /// <summary>Forgets the messages of a type, which is their first byte; the others stay in order.</summary>
    public int Remove(byte type)
    {
        int before = Count;
        for (int i = 0; i < before; i++)
        {
            (SharedBuffer Buffer, long At) entry = _queue!.Dequeue();
            if (entry.Buffer.Span[0] != type)
            {
                _queue.Enqueue(entry);
                continue;
            }

            Bytes -= entry.Buffer.Length;
            entry.Buffer.Release();
        }

        return before - Count;
    }

    public int Clear()
    {
        int count = Count;
        while (Count > 0) Take().Release();
        return count;
    }
}
