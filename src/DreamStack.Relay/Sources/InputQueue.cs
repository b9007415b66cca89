using DreamStack.Relay.FanOut;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.Sources;

/// <summary>
/// What waits for one source: bounded, never waiting. While the source is slow a viewer's moves collapse to the latest;
/// presses, releases, keys and text stay, in order. Buffers are owned while queued; what is taken belongs to the taker.
/// </summary>
internal sealed class InputQueue(IWake wake)
{
    private const int MaxInputs = 1024;
    private const int MaxPerViewer = 256;
    private const int MaxBytes = 1024 * 1024;
    private const int BatchBytes = 16 * 1024;

    private readonly Lock _gate = new();
    private readonly List<QueuedInput> _queue = [];
    private int _bytes;
    private bool _closed;

    public int QueuedBytes
    {
        get
        {
            lock (_gate) return _bytes;
        }
    }

    /// <summary>Takes over the caller's share; false when there is no room for this viewer's input, which is dropped.</summary>
    public bool Offer(in QueuedInput input)
    {
        bool queued;
        lock (_gate)
        {
            queued = !_closed && (TryReplace(input) || HasRoom(input));
            if (!queued) input.Message.Release();
        }

        if (queued) wake.Set();
        return queued;
    }

    /// <summary>Takes small messages together or one large one; false when nothing waits.</summary>
    public bool Take(List<SharedBuffer> batch)
    {
        lock (_gate)
        {
            int count = 0;
            int bytes = 0;
            while (count < _queue.Count && (count == 0 || bytes + _queue[count].Message.Length <= BatchBytes))
            {
                bytes += _queue[count].Message.Length;
                batch.Add(_queue[count++].Message);
            }

            _queue.RemoveRange(0, count);
            _bytes -= bytes;
            return count > 0;
        }
    }

    /// <summary>Gives back every share; nothing can be queued afterwards.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            foreach (QueuedInput input in _queue) input.Message.Release();
            _queue.Clear();
            _bytes = 0;
        }
    }

    // Only the viewer's newest input may be overtaken by its own newer move: a move never jumps over a press.
    private bool TryReplace(in QueuedInput input)
    {
        if (!IsMove(input.Type) && input.Viewer != 0) return false;
        for (int i = _queue.Count - 1; i >= 0; i--)
        {
            QueuedInput queued = _queue[i];
            if (queued.Viewer != input.Viewer) continue;
            // The relay's own messages are told apart by their contact byte: a newer demand replaces an older one.
            if (queued.Type != input.Type || queued.Contact != input.Contact) return false;
            _bytes += input.Message.Length - queued.Message.Length;
            queued.Message.Release();
            _queue[i] = input;
            return true;
        }

        return false;
    }

    private bool HasRoom(in QueuedInput input)
    {
        // The relay's own messages are few and keep the source right about its viewers.
        if (input.Viewer != 0)
        {
            uint viewer = input.Viewer;
            if (_queue.Count >= MaxInputs || _bytes + input.Message.Length > MaxBytes) return false;
            if (_queue.Count >= MaxPerViewer && CountOf(viewer) >= MaxPerViewer) return false;
        }

        _queue.Add(input);
        _bytes += input.Message.Length;
        return true;
    }

    private int CountOf(uint viewer)
    {
        int count = 0;
        foreach (QueuedInput queued in _queue) count += queued.Viewer == viewer ? 1 : 0;
        return count;
    }

    private static bool IsMove(InputType type) =>
        type is InputType.Pointer or InputType.Touch or InputType.GamepadAxis or InputType.Resize;
}
