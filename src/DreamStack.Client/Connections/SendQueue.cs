using System.Buffers;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Wire;

namespace DreamStack.Client.Connections;

/// <summary>
/// What waits for one socket, bounded: pictures give way as a whole (a delta is never left out alone), sound and
/// vibration are left out when late, everything else is kept until the bound breaks the connection.
/// </summary>
internal sealed class SendQueue : IDisposable
{
    public const int MaxWaitingPictures = 4;
    public const int MaxOtherBytes = 4 * 1024 * 1024;
    public const int MaxPerishableBytes = 128 * 1024;
    private const int BatchSize = 64 * 1024;

    private readonly Lock _gate = new();
    private readonly LinkedList<Entry> _entries = [];
    private int _pictures;
    private int _otherBytes;
    private bool _keyframeOwed;
    private bool _closed;

    /// <summary>The reliable messages outgrew their bound: the connection is of no use any more.</summary>
    public bool Overflowed { get; private set; }

    /// <summary>No picture waits: one more would leave at once.</summary>
    public bool IsReadyForPicture
    {
        get
        {
            lock (_gate) return _pictures == 0;
        }
    }

    public bool IsEmpty
    {
        get
        {
            lock (_gate) return _entries.Count == 0;
        }
    }

    /// <summary>Takes a copy of one whole message.</summary>
    public SendOutcome Add(in MessageHeader header, ReadOnlySpan<byte> message)
    {
        lock (_gate)
        {
            if (_closed) return SendOutcome.NotConnected;
            return header.IsPicture ? AddPicture(header, message) : AddOther(header, message);
        }
    }

    /// <summary>
    /// The next bytes to send as one WebSocket message: small messages are copied into <paramref name="batch"/>, a large one
    /// comes as itself and is the caller's to release; false when nothing waits.
    /// </summary>
    public bool TryTake(ArrayBufferWriter<byte> batch, out SharedBuffer? large)
    {
        large = null;
        lock (_gate)
        {
            while (_entries.First is { } first)
            {
                Entry entry = first.Value;
                if (batch.WrittenCount > 0 && batch.WrittenCount + entry.Bytes.Length > BatchSize) break;
                Remove(first);
                if (entry.Bytes.Length > BatchSize)
                {
                    large = entry.Bytes;
                    return true;
                }

                batch.Write(entry.Bytes.Span);
                entry.Bytes.Release();
            }
        }

        return batch.WrittenCount > 0;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            while (_entries.First is { } first)
            {
                Remove(first);
                first.Value.Bytes.Release();
            }
        }
    }

    private SendOutcome AddPicture(in MessageHeader header, ReadOnlySpan<byte> message)
    {
        if (header.IsKeyframe) DropPictures();
        else if (_pictures >= MaxWaitingPictures) DropPictures();
        if (_keyframeOwed && !header.IsKeyframe) return SendOutcome.Dropped;

        _keyframeOwed = false;
        _pictures++;
        _entries.AddLast(new Entry(SharedBuffer.Copy(message), true));
        return SendOutcome.Queued;
    }

    private SendOutcome AddOther(in MessageHeader header, ReadOnlySpan<byte> message)
    {
        bool perishable = !header.IsInput
            && header.FrameType is FrameType.AudioPcm or FrameType.AudioCompressed or FrameType.NeuralAudio or FrameType.Haptic;
        if (perishable && _otherBytes + message.Length > MaxPerishableBytes) return SendOutcome.Dropped;
        if (_otherBytes + message.Length > MaxOtherBytes)
        {
            Overflowed = true;
            return SendOutcome.Dropped;
        }

        _otherBytes += message.Length;
        _entries.AddLast(new Entry(SharedBuffer.Copy(message), false));
        return SendOutcome.Queued;
    }

    private void DropPictures()
    {
        for (LinkedListNode<Entry>? node = _entries.First; node is not null;)
        {
            LinkedListNode<Entry>? next = node.Next;
            if (node.Value.IsPicture)
            {
                Remove(node);
                node.Value.Bytes.Release();
                _keyframeOwed = true;
            }

            node = next;
        }
    }

    private void Remove(LinkedListNode<Entry> node)
    {
        _entries.Remove(node);
        if (node.Value.IsPicture) _pictures--;
        else _otherBytes -= node.Value.Bytes.Length;
    }

    private readonly record struct Entry(SharedBuffer Bytes, bool IsPicture);
}
