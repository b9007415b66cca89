using DreamStack.Relay.FanOut;
using DreamStack.Relay.Sockets;
using DreamStack.Relay.Sources;
using DreamStack.Relay.Telemetry;
using DreamStack.Relay.Viewers;
using DreamStack.Relay.Snapshots;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Ext;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Relay.Streams;

/// <summary>
/// One named stream: the place of its source, its current picture and signal state, its viewers. One lock makes a join,
/// a mode switch and a message come one after the other; nothing under it waits for a peer.
/// </summary>
internal sealed partial class RelayStream : IDisposable
{
    private static readonly TimeSpan KeyframePause = TimeSpan.FromSeconds(1);
    private readonly RelayContext _relay;
    private readonly Lock _gate = new();
    private readonly List<IViewer> _viewers = [];
    private readonly SourceSlot _slot;
    private readonly PictureStore _picture;
    private readonly SignalStore _signals = new();
    private readonly DriverSeat _seat = new();
    private readonly RateMeter _pictureRate;
    private readonly RateMeter _bytesIn;
    private ISource? _source;
    private SourceInfo _info = SourceInfo.Unknown;
    private ITimer? _grace;
    private long? _askedAt;
    private readonly InputClock _inputs;
    private SeqUnwrapper _seqs;

    public RelayStream(string name, RelayContext relay)
    {
        Name = name;
        _relay = relay;
        _slot = new SourceSlot(relay.Time, relay.Options.Grace);
        _picture = new PictureStore(_gate);
        _world = new PictureStore(_gate);
        _pictureRate = new RateMeter(relay.Time);
        _bytesIn = new RateMeter(relay.Time);
        _inputs = new InputClock(relay.Time);
    }

    public string Name { get; }

    /// <summary>Called when the stream may have nobody left to live for.</summary>
    public Action<RelayStream>? Emptied { get; init; }

    /// <summary>Nobody is here and nobody is expected back.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_gate) return _viewers.Count == 0 && !_slot.IsPresent && !_slot.IsInGrace;
        }
    }

    /// <summary>A source that is gone may come back.</summary>
    public bool IsKept
    {
        get
        {
            lock (_gate) return _slot.IsInGrace;
        }
    }

    /// <summary>There is a source, one may come back, or a person waits for one: worth showing in a list.</summary>
    public bool IsExpected
    {
        get
        {
            lock (_gate) return _slot.IsPresent || _slot.IsInGrace || CountWatchers() > 0;
        }
    }

    /// <summary>
    /// Keeps and fans out a source's message, borrowed; a reason when the source is to be closed for it. A chore is what
    /// <see cref="DoChore"/> has to do about it before the source's next message.
    /// </summary>
    public Closing? Publish(
        ISource from, in MessageHeader header, in MessageHeader inside, Lane lane, SharedBuffer message, EndReason? end, out bool chore)
    {
        chore = false;
        int largest = _relay.Options.Outbox.LargestOf(lane);
        if (message.Length > largest)
        {
            return new Closing(CloseCode.TooLarge, $"Type 0x{inside.Type:X2} may have {largest} bytes here; send smaller messages.");
        }

        lock (_gate)
        {
            if (!_slot.IsHeldBy(from)) return null;
            _received += message.Length;
            if (_burst is null) CountReceived();
            ulong? fullSeq = FullSeqOf(lane, header, message);
            switch (lane)
            {
                case Lane.Picture:
                    PictureVerdict verdict = _picture.Append(header, inside, fullSeq, message);
                    if (verdict == PictureVerdict.Invalid) return Closing.For(WireError.BadPayload, header);
                    if (verdict == PictureVerdict.NeedsKeyframe)
                    {
                        AskForKeyframe();
                        return null;
                    }

                    if (_demand is { Pictures: true }) _picture.MarkFresh();
                    _pictureRate.Add(1);
                    CountPicture(header, inside, message);
                    if (_picture.Version % CostEvery == 0) TellCosts();
                    break;
                case Lane.World:
                    PictureVerdict world = _world.Append(header, inside, fullSeq, message);
                    if (world == PictureVerdict.Invalid) return Closing.For(WireError.BadPayload, header);
                    if (world == PictureVerdict.NeedsKeyframe)
                    {
                        AskForWorld();
                        return null;
                    }

                    break;
                case Lane.Signal when !_signals.TryAppend(header, inside, fullSeq, message):
                    return Closing.For(WireError.BadPayload, header);
                case Lane.Signal:
                    TellState();
                    break;
                default:
                    break;
            }

            Spread(lane, inside, message);
            chore = _picture.NeedsFold || inside.FrameType == FrameType.PictureHash;
        }

        return end is { } reason ? Finish(from, reason) : null;
    }

    /// <summary>Decodes or compares what a message asked for, which takes a while; a reason when it shows the source's pictures to be none.</summary>
    public Closing? DoChore(in MessageHeader header, SharedBuffer message)
    {
        if (!TryVerify(header, message)) return Broken();
        bool fold;
        lock (_gate) fold = _picture.NeedsFold;
        return fold && !_picture.TryFold() ? Broken() : null;
    }

    /// <summary>Fetches the current picture for a viewer's writer.</summary>
    public void TakePicture(Outbox outbox, List<SharedBuffer> batch)
    {
        if (outbox.WantsWorld)
        {
            TakeWorld(outbox, batch);
            return;
        }

        if (_picture.TryTake(outbox, batch)) return;
        ISource? source;
        lock (_gate) source = _source;
        source?.Stop(Broken());
    }

    /// <summary>The current picture, at most this wide; null when there is none or the relay cannot read it.</summary>
    public Raster? TakeRaster(int width) => _picture.TakeRaster(width);

    /// <summary>Fetches the whole signal state for a viewer's writer.</summary>
    public void TakeSignals(Outbox outbox, List<SharedBuffer> batch)
    {
        ISource? broken;
        lock (_gate) broken = _signals.TryTake(outbox, batch) ? null : _source;
        broken?.Stop(new Closing(CloseCode.Malformed, "The signal changes do not make a signal state."));
    }

    /// <summary>What the stream is right now.</summary>
    public StreamReport Report()
    {
        lock (_gate)
        {
            int watchers = CountWatchers();
            return new StreamReport
            {
                Name = Name,
                Source = _slot.IsPresent,
                App = _info.App,
                Modes = _info.Modes,
                AwayMs = (long)_slot.Away.TotalMilliseconds,
                Width = _picture.Width,
                Height = _picture.Height,
                Viewers = _viewers.Count,
                Watchers = watchers,
                Driver = _seat.Driver,
                PicturesPerSecond = _pictureRate.PerSecond,
                BytesInPerSecond = _bytesIn.PerSecond,
            };
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _grace?.Dispose();
            _signals.Dispose();
        }

        _picture.Dispose();
        _world.Dispose();
    }

    private static Closing Broken() => new(CloseCode.Malformed, "A picture message does not decode to a picture.");

    // False when what the source sent is no picture.
    private bool TryVerify(in MessageHeader header, SharedBuffer message)
    {
        bool readable = (header.Flags & (MessageFlags.Encrypted | MessageFlags.Compressed)) == 0 && header.FrameType == FrameType.PictureHash;
        if (!readable || !ExtBlock.TrySplit(header, message.Span[MessageHeader.Size..], out _, out ReadOnlySpan<byte> body)
            || !PictureHashFrame.TryRead(body, out PictureHashFrame hash))
        {
            return true;
        }

        if (_picture.IsSame(header.Seq, hash.Hash, out bool broken) is not { } same) return !broken;
        _relay.Counters.CountCheck(same);
        if (same) return true;
        lock (_gate)
        {
            // What viewers got was the same as what is held here: they begin anew with the source's next whole picture.
            _picture.Drop();
            foreach (IViewer viewer in _viewers) viewer.Outbox.RestartPictures();
            // An answer to an earlier question may have been the very picture that was wrong.
            _askedAt = null;
            AskForKeyframe();
        }

        return true;
    }

    private void CountPicture(in MessageHeader header, in MessageHeader inside, SharedBuffer message)
    {
        if (!ExtBlock.TrySplit(header, message.Span[MessageHeader.Size..], out ExtBlock ext, out ReadOnlySpan<byte> body)) return;
        bool same = header.FrameType == FrameType.DeltaPixels && !header.IsKeyframe && body.Length == DeltaPrefix.Size
            && (header.Flags & MessageFlags.Encrypted) == 0;
        _relay.Counters.CountPicture(message.Length, 4L * inside.Width * inside.Height, changed: !same);
        foreach (ExtEntry entry in ext)
        {
            if (entry.Tag != ExtTag.CausedBy || !entry.TryReadCausedBy(out uint viewer, out uint input)) continue;
            if (_inputs.Take(viewer, input) is { } passed) _relay.Counters.CountReaction(passed);
        }
    }

    // Null until the source has said one in full: a count begun here would be another one at every relay.
    private ulong? FullSeqOf(Lane lane, in MessageHeader header, SharedBuffer message)
    {
        bool counted = lane is Lane.Picture or Lane.World or Lane.Signal or Lane.Audio;
        if (!counted || !ExtBlock.TrySplit(header, message.Span[MessageHeader.Size..], out ExtBlock ext, out _)) return null;
        ulong full = _seqs.Unwrap(header.Seq, ext);
        return _seqs.IsExact ? full : null;
    }

    private Closing Finish(ISource from, EndReason reason)
    {
        Detach(from, forGood: reason is EndReason.Over or EndReason.Moved);
        return new Closing(CloseCode.Normal, "The stream has ended.");
    }

    private void AskForKeyframe()
    {
        if (_askedAt is { } at && _relay.Time.GetElapsedTime(at) < KeyframePause) return;
        _askedAt = _relay.Time.GetTimestamp();
        _relay.Counters.CountResync();
        _source?.Inputs.Offer(
            new QueuedInput(0, InputType.KeyframeRequest, 0, RelayMessages.KeyframeRequest(_relay.NowMs)));
    }
}
