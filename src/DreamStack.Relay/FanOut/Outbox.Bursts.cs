using DreamStack.Streaming.Buffers;

namespace DreamStack.Relay.FanOut;

// Many small messages at once, for a viewer that waits for nothing else.
internal sealed partial class Outbox
{
    private Burst? _burst;

    /// <summary>The messages in the first buffer that <see cref="Take(List{SharedBuffer})"/> just gave out, when that is a piece of a burst; else 0. For its taker.</summary>
    public int Packed { get; private set; }

    /// <summary>Queues what came in one go, borrowed.</summary>
    public void Offer(Burst burst)
    {
        lock (_gate)
        {
            if (_closed) return;
            if (!burst.IsPlain || !IsIdle || WantsWorld)
            {
                Unpack();
                foreach (ref readonly BurstMessage message in burst.Messages) Queue(message.Lane, message.Inside, message.Message, message.Version);
            }
            else if (Piece(burst) is null)
            {
                return;
            }
            else
            {
                _burst = burst.Retain();
            }
        }

        _wake.Set();
    }

    // Nothing waits that would have to go first or be thought of together with what comes.
    private bool IsIdle => _burst is null && _signalNeed != SignalNeed.CatchUp && _end is null && !_overflow
        && _control.Count + _audio.Count + _perishable.Count + _latest.Count + _signals.Count == 0;

    private SharedBuffer? Piece(Burst burst) => burst.Piece(_signalNeed == SignalNeed.Live, _wantsAudio);

    private void TakeBurst(List<SharedBuffer> batch, ref int room)
    {
        if (_burst is not { } burst) return;
        _burst = null;
        SharedBuffer piece = Piece(burst)!.Retain();
        Packed = burst.CountTaken(_signalNeed == SignalNeed.Live, _wantsAudio);
        room -= piece.Length;
        batch.Add(piece);
        if (_quality.IsAdaptive && _signalNeed == SignalNeed.Live) NoteSignals(burst);
        burst.Release();
    }

    private void NoteSignals(Burst burst)
    {
        foreach (ref readonly BurstMessage message in burst.Messages)
        {
            if (message.Lane == Lane.Signal) NoteSent(message.Message, picture: false);
        }

        Judge();
    }

    // Who did not take it at once has to drop, replace and coalesce what is in it like everything else.
    private void Unpack()
    {
        if (_burst is not { } burst) return;
        _burst = null;
        foreach (ref readonly BurstMessage message in burst.Messages) Queue(message.Lane, message.Inside, message.Message, message.Version);
        burst.Release();
    }
}
