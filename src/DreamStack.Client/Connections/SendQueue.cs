using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Flow;
using DreamStack.Streaming.Wire;

namespace DreamStack.Client.Connections;

/// <summary>
/// What waits for one socket, by class and bounded: a <see cref="FramePriorityQueue{T}"/> of copies. Sound overtakes a picture
/// that waits; pictures give way as a whole, sound and vibration when late; all else is kept until its bound breaks the connection.
/// </summary>
internal sealed class SendQueue : IDisposable
{
    public const int MaxWaitingPictures = 4;
    public const int MaxReliableBytes = 4 * 1024 * 1024;
    private const int MaxReliableMessages = 8192;
    private const int BatchSize = 64 * 1024;

    private static readonly FrameQueueLimits Limits = new()
    {
        Control = MaxReliableMessages,
        Signal = MaxReliableMessages,
        Picture = MaxWaitingPictures,
        BytesPerClass = MaxReliableBytes,
    };

    private readonly Lock _gate = new();
    private readonly FramePriorityQueue<SharedBuffer> _waiting;
    private SharedBuffer? _next;
    private bool _nextIsPicture;
    private SharedBuffer? _end;
    private bool _closed;

    public SendQueue(TimeProvider time) =>
        _waiting = new FramePriorityQueue<SharedBuffer>(time, Limits, static bytes => bytes.Release());

    /// <summary>What must arrive outgrew its bound: the connection is of no use any more.</summary>
    public bool Overflowed { get; private set; }

    /// <summary>No picture waits: one more would leave at once.</summary>
    public bool IsReadyForPicture
    {
        get
        {
            lock (_gate) return !_nextIsPicture && _waiting.CountOf(FrameClass.Picture) == 0;
        }
    }

    public bool IsEmpty
    {
        get
        {
            lock (_gate) return _waiting.Count == 0 && _next is null && _end is null;
        }
    }

    /// <summary>Takes a copy of one whole message.</summary>
    public SendOutcome Add(in MessageHeader header, ReadOnlySpan<byte> message)
    {
        lock (_gate)
        {
            if (_closed) return SendOutcome.NotConnected;
            SharedBuffer copy = SharedBuffer.Copy(message);
            if (!header.IsInput && header.FrameType == FrameType.End)
            {
                // The last word has no class: it follows whatever still waits.
                _end?.Release();
                _end = copy;
                return SendOutcome.Queued;
            }

            MessageHeader inside = SendClass.Inside(header, message[MessageHeader.Size..]);
            return Offer(SendClass.Of(inside), copy, inside.IsKeyframe);
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
            while (TryPeek(out SharedBuffer? next))
            {
                // What was looked at stays the next, even when something more urgent comes before it is taken.
                if (batch.WrittenCount > 0 && batch.WrittenCount + next.Length > BatchSize) break;
                (_next, _nextIsPicture) = (null, false);
                if (next.Length > BatchSize)
                {
                    large = next;
                    return true;
                }

                batch.Write(next.Span);
                next.Release();
            }
        }

        return batch.WrittenCount > 0;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            _waiting.Clear();
            _next?.Release();
            _end?.Release();
            (_next, _nextIsPicture, _end) = (null, false, null);
        }
    }

    private SendOutcome Offer(FrameClass frameClass, SharedBuffer copy, bool whole)
    {
        // A source does not know which change was lost: its state is kept whole, or the next connection begins with all of it.
        Offered offered = _waiting.Offer(frameClass, copy, copy.Length, whole && frameClass == FrameClass.Picture);
        if (offered == Offered.Queued) return SendOutcome.Queued;
        if (offered == Offered.Refused) copy.Release();
        Overflowed |= frameClass != FrameClass.Picture;
        return SendOutcome.Dropped;
    }

    private bool TryPeek([NotNullWhen(true)] out SharedBuffer? next)
    {
        if (_next is null && _waiting.TryTake(out SharedBuffer item, out FrameClass frameClass))
        {
            (_next, _nextIsPicture) = (item, frameClass == FrameClass.Picture);
        }

        if (_next is null) (_next, _end) = (_end, null);
        next = _next;
        return next is not null;
    }
}
