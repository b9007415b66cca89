using DreamStack.Relay.FanOut;
using DreamStack.Relay.Snapshots;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Ext;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Relay.Streams;

/// <summary>
/// A stream's current picture: the last whole message and the deltas after it, by reference, decoded only when a joiner, a
/// laggard or a pixel viewer needs it. Fields here belong to the stream's lock; <see cref="PictureWorkshop"/> has its own.
/// </summary>
internal sealed class PictureStore(Lock streamGate) : IDisposable
{
    private const int MaxPending = 64;
    private const int MaxPendingBytes = 1024 * 1024;
    private const int MaxUnreadable = 600;
    private const int MaxUnreadableBytes = 16 * 1024 * 1024;

    private readonly PictureWorkshop _workshop = new();
    private readonly CausedByTable _causes = new();
    private readonly List<StoredPicture> _pending = [];
    private int _pendingDeltas;
    private long _pendingDeltaBytes;
    private bool _readable;
    private bool _held;
    private bool _doubted;
    private bool _stale;
    private MessageHeader _newest;
    private ulong? _newestFull;
    private long _version;

    public bool IsHeld => _held;

    /// <summary>Messages that wait behind the last whole one.</summary>
    public int Deltas => _pendingDeltas;

    /// <summary>Counts the pictures that came: the number of the newest.</summary>
    public long Version => _version;

    public int Width => _held ? _newest.Width : 0;

    public int Height => _held ? _newest.Height : 0;

    /// <summary>So many deltas wait that it is time to decode them; checked after each message.</summary>
    public bool NeedsFold => _readable && (_pendingDeltas >= MaxPending || _pendingDeltaBytes >= MaxPendingBytes);

    /// <summary>
    /// Takes note of a message and its unwrapped seq, where that is known; the stream's lock is held, <paramref name="message"/> is
    /// borrowed.
    /// </summary>
    public PictureVerdict Append(in MessageHeader header, in MessageHeader inside, ulong? fullSeq, SharedBuffer message)
    {
        ReadOnlySpan<byte> payload = message.Span[MessageHeader.Size..];
        if (!ExtBlock.TrySplit(header, payload, out ExtBlock ext, out ReadOnlySpan<byte> body)) return PictureVerdict.Invalid;

        bool readable = Lanes.IsReadablePicture(inside);
        bool whole = (inside.Flags & MessageFlags.Part) == 0 && (inside.IsKeyframe || inside.FrameType
            is FrameType.Pixels or FrameType.CompressedPixels or FrameType.NeuralFrame);
        bool plainDelta = readable && inside.FrameType == FrameType.DeltaPixels && header.FrameType == FrameType.DeltaPixels;
        DeltaPrefix prefix = default;
        if (plainDelta && !DeltaPrefix.TryRead(body, out prefix, out _)) return PictureVerdict.Invalid;
        bool plainPixels = readable && header.FrameType is FrameType.Pixels or FrameType.NeuralFrame
            && (header.Flags & MessageFlags.Compressed) == 0;
        if (plainPixels && body.Length != header.Width * header.Height * 4) return PictureVerdict.Invalid;

        if (whole || inside.IsKeyframe)
        {
            ReleasePending();
            _readable = readable;
            _held = true;
            _doubted = false;
        }
        else if (!_held || inside.Width != _newest.Width || inside.Height != _newest.Height
            || readable != _readable || (plainDelta && prefix.Op == DeltaOp.Xor && prefix.BaseSeq != _newest.Seq))
        {
            return PictureVerdict.NeedsKeyframe;
        }
        else
        {
            _pendingDeltas++;
            _pendingDeltaBytes += message.Length;
        }

        _causes.Note(ext);
        _newest = inside with { Seq = header.Seq, Timestamp = header.Timestamp };
        _newestFull = fullSeq;
        _version++;
        _pending.Add(new StoredPicture(inside, message.Retain(), whole, _version));
        bool tooLong = !_readable && (_pendingDeltas > MaxUnreadable || _pendingDeltaBytes > MaxUnreadableBytes);
        // Bytes the relay cannot read cannot be folded either: joiners wait for the source's next whole picture.
        if (tooLong) Drop();
        return PictureVerdict.Forward;
    }

    /// <summary>Nobody wants pictures any more, so none come: this one is not to be shown to a later viewer.</summary>
    public void MarkStale() => _stale = true;

    /// <summary>A picture came that somebody wanted.</summary>
    public void MarkFresh() => _stale = false;

    /// <summary>Somebody could not use what was passed on as it came: decode it before the next one gets it.</summary>
    public void Doubt() => _doubted = true;

    /// <summary>Forgets the picture, as when its source will not come back; the stream's lock is held.</summary>
    public void Drop()
    {
        ReleasePending();
        _causes.Clear();
        _held = false;
        _version++;
    }

    /// <summary>Decodes what waits; false when it was no picture, which forgets it. The stream's lock is not held.</summary>
    public bool TryFold()
    {
        lock (_workshop.Gate)
        {
            long version;
            lock (streamGate)
            {
                if (!_held || !_readable) return true;
                version = MovePending();
            }

            return Decode(version);
        }
    }

    /// <summary>
    /// Decodes what waits and compares it with the source's hash for this seq; null when that is not the newest picture or the relay
    /// cannot read it; <paramref name="broken"/> when what waited was no picture. The stream's lock is not held.
    /// </summary>
    public bool? IsSame(ushort seq, ulong hash, out bool broken)
    {
        lock (_workshop.Gate)
        {
            long version;
            broken = false;
            lock (streamGate)
            {
                if (!_held || !_readable || _newest.Seq != seq) return null;
                version = MovePending();
            }

            broken = !Decode(version);
            return broken ? null : _workshop.HashesTo(hash);
        }
    }

    /// <summary>
    /// Adds what brings this outbox's viewer to the current picture to the batch, once made and shared by all who need the same,
    /// and marks the outbox live from exactly there on. False when what the source sent was no picture. The stream's lock is
    /// not held.
    /// </summary>
    public bool TryTake(Outbox outbox, List<SharedBuffer> batch)
    {
        lock (_workshop.Gate)
        {
            bool raw;
            long version;
            MessageHeader newest;
            ulong? newestFull;
            long? has;
            lock (streamGate)
            {
                bool current = _held && !_stale;
                has = outbox.MarkPictureTaken(current, _version);
                if (!current) return true;
                raw = outbox.Mode == StreamMode.Pixel;
                if (TakeAsItCame(raw, batch)) return true;
                version = MovePending();
                newest = _newest;
                newestFull = _newestFull;
                _causes.CopyTo(_workshop.Causes);
            }

            if (!Decode(version))
            {
                outbox.RestartPictures();
                return false;
            }

            batch.Add(!raw && has is { } since
                ? _workshop.CatchUp(since, version, newest.Timestamp, newestFull)
                : _workshop.Keyframe(raw, version, newest.Timestamp, newestFull));
            return true;
        }
    }

    /// <summary>The current picture, at most this wide; null when there is none or the relay cannot read it. The stream's lock is not held.</summary>
    public Raster? TakeRaster(int width)
    {
        lock (_workshop.Gate)
        {
            long version;
            lock (streamGate)
            {
                if (!_held || !_readable) return null;
                version = MovePending();
            }

            return Decode(version) ? _workshop.Raster(width, version) : null;
        }
    }

    public void Dispose()
    {
        lock (_workshop.Gate)
        {
            lock (streamGate) Drop();
            _workshop.Forget();
        }
    }

    private bool TakeAsItCame(bool raw, List<SharedBuffer> batch)
    {
        bool fits = !_readable
            || (!_doubted && _pending is [{ Whole: true } only] && (!raw || only.Message.Span[0] == (byte)FrameType.Pixels));
        if (!fits) return false;
        foreach (StoredPicture picture in _pending) batch.Add(picture.Message.Retain());
        return true;
    }

    private long MovePending()
    {
        _workshop.Pending.AddRange(_pending);
        _pending.Clear();
        _pendingDeltas = 0;
        _pendingDeltaBytes = 0;
        return _version;
    }

    private bool Decode(long version)
    {
        if (_workshop.TryDecode()) return true;
        lock (streamGate)
        {
            // A whole picture that came meanwhile has healed the stream already.
            if (_version == version) Drop();
        }

        return false;
    }

    private void ReleasePending()
    {
        foreach (StoredPicture picture in _pending) picture.Message.Release();
        _pending.Clear();
        _pendingDeltas = 0;
        _pendingDeltaBytes = 0;
    }
}
