using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.FanOut;

internal sealed partial class Outbox
{
    /// <summary>Nothing was left when <see cref="Take(List{SharedBuffer})"/> just gave out messages; for its taker.</summary>
    public bool TookAll { get; private set; }

    /// <summary>
    /// Takes what is to be sent next: small messages of all lanes together, or one large one. The taker owns the shares.
    /// </summary>
    public OutboxNext Take(List<SharedBuffer> batch)
    {
        lock (_gate)
        {
            int room = _limits.BatchBytes;
            Packed = 0;
            TookAll = false;
            OutboxNext next = Take(batch, ref room);
            if (next == OutboxNext.Messages) _link.Wrote(_limits.BatchBytes - room);
            return next;
        }
    }

    private OutboxNext Take(List<SharedBuffer> batch, ref int room)
    {
        if (_overflow) return OutboxNext.Overflow;
        TakeBurst(batch, ref room);
        DropLate(ref _audio, _limits.MaxAudioAge);
        DropLate(ref _perishable, _limits.MaxPerishableAge);
        if (!TakeFrom(ref _control, batch, ref room) || !TakeStates(batch, ref room)
            || !TakeFrom(ref _audio, batch, ref room) || !TakeFrom(ref _perishable, batch, ref room)
            || !TakeFrom(ref _latest, batch, ref room))
        {
            return OutboxNext.Messages;
        }

        if (_signalNeed == SignalNeed.CatchUp) return batch.Count > 0 ? OutboxNext.Messages : OutboxNext.SignalState;
        int before = batch.Count;
        bool all = TakeFrom(ref _signals, batch, ref room);
        for (int i = before; _quality.IsAdaptive && i < batch.Count; i++) NoteSent(batch[i], picture: false);
        if (!all) return OutboxNext.Messages;
        // An acknowledgement opens the window and wakes the writer.
        if (!TakePart(batch, ref room)) return OutboxNext.Messages;
        if (_pictureNeed == PictureNeed.CatchUp && MayShow()) return batch.Count > 0 ? OutboxNext.Messages : OutboxNext.Picture;
        bool last = _pictureNeed != PictureNeed.CatchUp && TakePictures(batch, ref room) && TakeOne(ref _end, batch, ref room);
        if (_cut is not null) return batch.Count > 0 ? OutboxNext.Messages : Take(batch, ref room);
        if (batch.Count == 0) return OutboxNext.Empty;
        TookAll = last && !_news;
        return OutboxNext.Messages;
    }

    // False: nothing to wake the writer for.
    private bool Queue(Lane lane, in MessageHeader inside, SharedBuffer message, long version) => lane switch
    {
        Lane.Picture => WantsPictures && OfferPicture(inside, message, version),
        Lane.World => OfferWorld(inside, message, version),
        Lane.Signal => OfferSignal(inside, message),
        Lane.Audio => _wantsAudio && OfferTimed(ref _audio, _limits.MaxAudioAge, message),
        Lane.Control => OfferControl(message),
        Lane.Latest => OfferLatest(message),
        Lane.End => SetEnd(message),
        _ => OfferTimed(ref _perishable, _limits.MaxPerishableAge, message),
    };

    private bool OfferControl(SharedBuffer message)
    {
        bool full = _control.Count >= _limits.MaxControlMessages
            || (_control.Count > 0 && _control.Bytes + message.Length > _limits.MaxControlBytes);
        if (full)
        {
            _overflow = true;
        }
        else
        {
            _control.Add(message, 0);
        }

        return true;
    }

    private bool OfferTimed(ref BufferQueue queue, TimeSpan age, SharedBuffer message)
    {
        DropLate(ref queue, age);
        while (queue.Count > 0
            && (queue.Count >= _limits.MaxTimedMessages || queue.Bytes + message.Length > _limits.MaxTimedBytes))
        {
            queue.Take().Release();
            Interlocked.Increment(ref _dropped);
        }

        queue.Add(message, _time.GetTimestamp());
        return true;
    }

    private bool OfferLatest(SharedBuffer message)
    {
        // The type is the first byte; there are as many kinds as types, so only their bytes need a bound.
        int waiting = _latest.Bytes;
        int replaced = _latest.Remove(message.Span[0]);
        Coalesce(replaced, waiting - _latest.Bytes);
        while (_latest.Count > 0 && _latest.Bytes + message.Length > _limits.MaxTimedBytes)
        {
            _latest.Take().Release();
            Interlocked.Increment(ref _dropped);
        }

        _latest.Add(message, 0);
        return true;
    }

    private bool OfferSignal(in MessageHeader inside, SharedBuffer message)
    {
        if (_signalNeed == SignalNeed.None || (WantsWorld && inside.FrameType == FrameType.SignalTable)) return false;
        Judge();
        if (_signalNeed == SignalNeed.None) return true;
        if (inside.FrameType == FrameType.SignalSync)
        {
            CoalesceAll(ref _signals);
            _signalNeed = SignalNeed.Live;
            if (!FollowsSignals(_mode)) _signalNeed = SignalNeed.None;
        }
        else if (_signalNeed == SignalNeed.CatchUp)
        {
            Coalesce(1, message.Length);
            return false;
        }
        else if (_signals.Count >= _limits.MaxSignalMessages || _signals.Bytes + message.Length > SignalRoom)
        {
            CoalesceAll(ref _signals);
            Coalesce(1, message.Length);
            _signalNeed = SignalNeed.CatchUp;
            return true;
        }

        _signals.Add(message, 0);
        return true;
    }

    // Changes that outweigh the state they make are worth less than it. The first one always has a place.
    private int SignalRoom => _stateBytes is not { } state || _signals.Count == 0
        ? _limits.MaxSignalBytes
        : Math.Min(_limits.MaxSignalBytes, Math.Max(_limits.LeastSignalBytes, state));

    private bool OfferPicture(in MessageHeader inside, SharedBuffer message, long version)
    {
        if (_pictureNeed == PictureNeed.None) return false;
        Judge();
        if (_pictureNeed == PictureNeed.None) return true;
        if (_pictureNeed == PictureNeed.CatchUp)
        {
            Coalesce(1, message.Length);
            if (_link.IsFull) _quality.LeftOut();
            return false;
        }

        bool whole = inside.IsKeyframe || inside.FrameType != FrameType.DeltaPixels;
        bool made = (_mode == StreamMode.Pixel || _quality.IsThinned) && Lanes.IsReadablePicture(inside);
        if (made || (_pictureNeed == PictureNeed.AwaitWhole && !whole))
        {
            // A pixel viewer's picture is made when its writer is ready for it, once for all of them.
            _pictureNeed = PictureNeed.CatchUp;
            return true;
        }

        _pictureNeed = PictureNeed.Live;
        // Steps are small and each one counts: a whole world in their place would be the dearer one.
        bool held = !WantsWorld && !_link.IsOpen;
        bool full = _pictures.Count > 0
            && (held || _pictures.Count >= (WantsWorld ? _limits.MaxSteps : _limits.MaxPictures) || _pictures.Bytes + message.Length > _limits.MaxPictureBytes);
        if (full)
        {
            CoalesceAll(ref _pictures);
            Coalesce(1, message.Length);
            if (_link.IsFull) _quality.LeftOut();
            _pictureNeed = PictureNeed.CatchUp;
        }
        else
        {
            _pictures.Add(message, version);
        }

        return true;
    }

    // Who is in step has no use for a whole world, which others asked for.
    private bool OfferWorld(in MessageHeader inside, SharedBuffer message, long version) =>
        WantsWorld && !(inside.IsKeyframe && _pictureNeed == PictureNeed.Live) && OfferPicture(inside, message, version);

    private void DropLate(ref BufferQueue queue, TimeSpan age)
    {
        while (queue.Count > 0 && _time.GetElapsedTime(queue.NextAt) > age)
        {
            queue.Take().Release();
            Interlocked.Increment(ref _dropped);
        }
    }

    private void CoalesceAll(ref BufferQueue queue)
    {
        int bytes = queue.Bytes;
        Coalesce(queue.Clear(), bytes);
    }

    private void Coalesce(int count, int bytes)
    {
        if (count == 0) return;
        Interlocked.Add(ref _coalesced, count);
        Interlocked.Add(ref _coalescedBytes, bytes);
    }

    // False: the batch is full, send it first.
    private static bool TakeFrom(ref BufferQueue queue, List<SharedBuffer> batch, ref int room)
    {
        while (queue.Count > 0)
        {
            if (batch.Count > 0 && queue.NextLength > room) return false;
            room -= queue.NextLength;
            batch.Add(queue.Take());
        }

        return true;
    }

    private bool TakePictures(List<SharedBuffer> batch, ref int room)
    {
        while (_pictures.Count > 0)
        {
            if (!MayShow() || (batch.Count > 0 && _pictures.NextLength > room)) return false;
            int length = _pictures.NextLength;
            _pictureTaken = _pictures.NextAt;
            SharedBuffer picture = _pictures.Take();
            NoteSent(picture, picture: true);
            if (IsLarge(picture))
            {
                _cut = picture;
                return false;
            }

            room -= length;
            batch.Add(picture);
        }

        return true;
    }

    private bool TakeStates(List<SharedBuffer> batch, ref int room)
    {
        for (int i = 0; i < _states.Length; i++)
        {
            if (!TakeOne(ref _states[i], batch, ref room)) return false;
        }

        return true;
    }

    private static bool TakeOne(ref SharedBuffer? waiting, List<SharedBuffer> batch, ref int room)
    {
        if (waiting is null) return true;
        if (batch.Count > 0 && waiting.Length > room) return false;
        room -= waiting.Length;
        batch.Add(waiting);
        waiting = null;
        return true;
    }
}
