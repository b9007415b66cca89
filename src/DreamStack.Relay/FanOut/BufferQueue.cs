using DreamStack.Streaming.Buffers;

namespace DreamStack.Relay.FanOut;

/// <summary>Shared buffers in order, each with a stamp (the time it came, or a number), and their bytes; owns one share of each.</summary>
internal sealed class BufferQueue
{
    private readonly Queue<(SharedBuffer Buffer, long At)> _queue = new();

    public int Count => _queue.Count;

    public int Bytes { get; private set; }

    public int NextLength => _queue.Peek().Buffer.Length;

    public long NextAt => _queue.Peek().At;

    public void Add(SharedBuffer borrowed, long at)
    {
        _queue.Enqueue((borrowed.Retain(), at));
        Bytes += borrowed.Length;
    }

    /// <summary>Hands the oldest one and its share to the caller.</summary>
    public SharedBuffer Take()
    {
        SharedBuffer buffer = _queue.Dequeue().Buffer;
        Bytes -= buffer.Length;
        return buffer;
    }

    /// <summary>Forgets the messages of a type, which is their first byte; the others stay in order.</summary>
    public int Remove(byte type)
    {
        int before = _queue.Count;
        for (int i = 0; i < before; i++)
        {
            (SharedBuffer Buffer, long At) entry = _queue.Dequeue();
            if (entry.Buffer.Span[0] != type)
            {
                _queue.Enqueue(entry);
                continue;
            }

            Bytes -= entry.Buffer.Length;
            entry.Buffer.Release();
        }

        return before - _queue.Count;
    }

    public int Clear()
    {
        int count = _queue.Count;
        while (_queue.Count > 0) Take().Release();
        return count;
    }
}
