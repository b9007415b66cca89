using DreamStack.Relay.Framing;
using DreamStack.Streaming.Buffers;

namespace DreamStack.Relay.Sockets;

/// <summary>The frames that one connection has still to write, in order; owns a share of each. One writer at a time.</summary>
internal sealed class Outgoing
{
    private const int Small = 16 * 1024;
    private readonly Queue<OutgoingFrame> _frames = new();
    private int _written;

    public bool IsEmpty => _frames.Count == 0;

    /// <summary>Adds a frame; takes over the caller's share.</summary>
    public void Add(SharedBuffer payload, Opcode opcode = Opcode.Binary) => _frames.Enqueue(new OutgoingFrame(payload, opcode));

    /// <summary>
    /// The next bytes to write: a large frame where it lies, or small ones together in <paramref name="scratch"/>. Report what was
    /// written with <see cref="Wrote"/> before asking again.
    /// </summary>
    public ReadOnlyMemory<byte> Next(Memory<byte> scratch)
    {
        OutgoingFrame first = _frames.Peek();
        if (first.Length - _written > Small || _frames.Count == 1) return first.Bytes()[_written..];
        int at = 0;
        int skip = _written;
        foreach (OutgoingFrame frame in _frames)
        {
            ReadOnlyMemory<byte> bytes = frame.Bytes()[skip..];
            if (bytes.Length > Math.Min(Small, scratch.Length - at)) break;
            bytes.Span.CopyTo(scratch.Span[at..]);
            at += bytes.Length;
            skip = 0;
        }

        return scratch[..at];
    }

    /// <summary>So many of the bytes last given out have left.</summary>
    public void Wrote(int bytes)
    {
        _written += bytes;
        while (_frames.TryPeek(out OutgoingFrame frame) && _written >= frame.Length)
        {
            _written -= frame.Length;
            _frames.Dequeue().Payload.Release();
        }
    }

    /// <summary>Gives back what will not be written any more.</summary>
    public void Discard()
    {
        while (_frames.TryDequeue(out OutgoingFrame frame)) frame.Payload.Release();
        _written = 0;
    }
}
