using DreamStack.App.Lockstep;
using DreamStack.Streaming.Codec;
using DreamStack.Streaming.Flow;
using DreamStack.Streaming.Pictures;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;
using DreamStack.Streaming.Wire.Ext;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Streaming.Wasm;

/// <summary>One receiver: bytes in, event records out, and outgoing bytes where the protocol wants an answer.</summary>
/// <remarks>Bytes that are framed wrong end it; a message that is framed right but reads wrong costs itself only.</remarks>
internal sealed class Receiver
{
    private readonly MessageExpander _expander = new();
    private readonly List<byte[]> _expanded = [];
    private static readonly TimeSpan s_askAgain = TimeSpan.FromSeconds(1);
    private long _askedAt;
    private bool _inParts;
    // The seq of the newest picture shown.
    private ushort? _shown;
    private SeqUnwrapper _seqs;
    private PictureCheck? _check;

    public PinnedBytes Inbox { get; } = new();

    public Outbox Outbox { get; } = new();

    public EventLog Events { get; } = new();

    public Damage Damage { get; } = new();

    public PictureDecoder Picture { get; }

    public ReceiverMetrics Metrics { get; } = new();

    /// <summary>When pictures are to be shown, for who wants to be in step with others; of this connection alone.</summary>
    public MultiClientSync Sync { get; private set; } = new(TimeProvider.System);

    private PictureCheck Check => _check ??= new PictureCheck(Picture);

    public SignalScene Scene { get; } = new();

    public Receiver() => Picture = new PictureDecoder(Damage.Tiles);

    /// <summary>Reads everything in the inbox; the events stay valid until the next call.</summary>
    public int Receive()
    {
        Events.Clear();
        _expanded.Clear();
        Metrics.Bytes.Add(Inbox.Length);
        ReadOnlySpan<byte> rest = Inbox.Written;
        while (!rest.IsEmpty)
        {
            ReadStatus status = MessageReader.TryRead(ref rest, out MessageView message, out WireError error);
            if (status == ReadStatus.Done)
            {
                Metrics.Messages.Add();
                Take(message);
                continue;
            }

            MessageHeader.TryRead(rest, out MessageHeader header);
            Refuse(status == ReadStatus.NeedMore ? WireError.Truncated : error, header);
            break;
        }

        return Events.Count;
    }

    /// <summary>A new connection: what the last one asked for is forgotten, the picture is kept for the eye.</summary>
    public void Reconnect()
    {
        _askedAt = 0;
        _shown = null;
        Outbox.SeenStep = null;
        _seqs = default;
        _check?.Forget();
        Sync = new MultiClientSync(TimeProvider.System) { Delay = Sync.Delay };
    }

    public void Ping() => Outbox.Ping(new PingFrame((ulong)Sync.LocalUs));

    public void AskKeyframe()
    {
        // The answer takes a round trip, and may itself be lost: not twice at once, but again.
        if (_askedAt != 0 && TimeProvider.System.GetElapsedTime(_askedAt) < s_askAgain) return;
        _askedAt = TimeProvider.System.GetTimestamp();
        Outbox.Input(InputType.KeyframeRequest, 0, default);
    }

    private void Refuse(WireError error, in MessageHeader header) =>
        Events.AddText(EventKind.Invalid, header, error.Explain(header));

    private void Take(MessageView message)
    {
        MessageHeader header = message.Header;
        if (header.IsInput)
        {
            Refuse(WireError.WrongDirection, header);
            return;
        }

        if (!ExtBlock.TrySplit(header, message.Payload, out ExtBlock ext, out ReadOnlySpan<byte> body))
        {
            Refuse(WireError.BadExt, header);
            return;
        }

        if (!IsReadable(header, ext))
        {
            Skip(header);
            return;
        }

        ReadStatus status = _expander.TryExpand(header, body, out MessageHeader inner, out ReadOnlySpan<byte> content);
        if (status != ReadStatus.Done)
        {
            Skip(header);
            return;
        }

        if (!content.Overlaps(body)) content = Keep(content);
        if (inner.IsPicture) TakePicture(inner, ext, content);
        else TakeOther(inner, ext, content);
    }

    /// <summary>The expander's scratch may move; what JavaScript reads in place must not.</summary>
    private ReadOnlySpan<byte> Keep(ReadOnlySpan<byte> content)
    {
        byte[] stays = GC.AllocateUninitializedArray<byte>(content.Length, pinned: true);
        content.CopyTo(stays);
        _expanded.Add(stays);
        return stays;
    }

    private static bool IsReadable(in MessageHeader header, ExtBlock ext)
    {
        foreach (ExtEntry entry in ext)
        {
            if (entry.IsCritical) return false;
        }

        return (header.Flags & MessageFlags.Encrypted) == 0 && (header.IsPicture || (header.Flags & MessageFlags.Part) == 0);
    }

    private void Skip(in MessageHeader header)
    {
        Metrics.Unknown.Add();
        Events.Add(EventKind.Unknown, header)[5] = header.Type;
    }

    private void TakePicture(in MessageHeader header, ExtBlock ext, ReadOnlySpan<byte> body)
    {
        switch (Picture.Accept(header, body, Damage.NextMark()))
        {
            case PictureOutcome.Applied:
                bool skipped = _shown is { } shown && _askedAt == 0 && (ushort)(header.Seq - shown) > 1;
                _shown = header.Seq;
                _askedAt = 0;
                Metrics.Pictures.Add();
                Span<int> record = AddShown(EventKind.Picture, header, ext, Picture.Rgba);
                if (IsCatchUp(header, body, skipped)) EventLog.MarkCatchUp(record);
                _inParts = false;
                TellCheck(header, Check.Applied());
                break;
            case PictureOutcome.Partial:
                _inParts = true;
                break;
            case PictureOutcome.NeedsKeyframe or PictureOutcome.Invalid:
                AskKeyframe();
                Metrics.Lost.Add();
                Events.Add(EventKind.Lost, header);
                break;
            default:
                Skip(header);
                break;
        }
    }

    private void TakeOther(in MessageHeader header, ExtBlock ext, ReadOnlySpan<byte> body)
    {
        switch (header.FrameType)
        {
            case FrameType.SignalSync or FrameType.SignalDiff:
                bool sync = header.FrameType == FrameType.SignalSync;
                Metrics.Signals.Add();
                if (Scene.Apply(body, sync)) AddShown(EventKind.Signals, header, ext, body);
                else Skip(header);
                break;
            case FrameType.SignalTable:
                Metrics.Signals.Add();
                if (Scene.ApplyTable(body)) AddShown(EventKind.World, header, ext, body);
                else Skip(header);
                break;
            case FrameType.Lockstep:
                TakeWorld(header, ext, body);
                break;
            case FrameType.AudioPcm:
                // Counted with the rest: a picture that rests while sound goes on would fall behind its number.
                _seqs.Unwrap(header.Seq, ext);
                Events.Add(EventKind.Audio, header, body);
                break;
            case FrameType.Haptic when HapticFrame.TryRead(body, out HapticFrame haptic):
                Events.Add(EventKind.Haptic, header with { Width = haptic.DurationMs, Height = haptic.Strength });
                break;
            case FrameType.Control:
                TakeControl(header, body);
                break;
            case FrameType.End when EndFrame.TryRead(body, out EndFrame end):
                Events.Add(EventKind.End, header with { Width = (ushort)end.Reason }, body[1..]);
                break;
            case FrameType.Ping when PingFrame.TryRead(body, out PingFrame ping):
                TakePing(header, ping);
                break;
            case FrameType.PictureHash when PictureHashFrame.TryRead(body, out PictureHashFrame hash):
                TellCheck(header, Check.Expect(header.Seq, hash.Hash));
                break;
            default:
                Skip(header);
                break;
        }
    }

    private void TakeWorld(in MessageHeader header, ExtBlock ext, ReadOnlySpan<byte> body)
    {
        // The worlds are counted in one place; here only what this message added.
        WorldFigures before = Scene.Follower?.Figures ?? default;
        LockstepOutcome outcome = Scene.Follow(body, header.IsKeyframe);
        if (Scene.Follower is { } follower)
        {
            WorldFigures after = follower.Figures;
            Metrics.Steps.Add(Math.Max(0, after.Checked - before.Checked));
            Metrics.Parted.Add(Math.Max(0, after.Diverged - before.Diverged));
            Metrics.RolledBack.Add(Math.Max(0, after.RolledBack - before.RolledBack));
        }

        Outbox.SeenStep = outcome == LockstepOutcome.InStep ? Scene.Follower?.Step : null;
        if (outcome == LockstepOutcome.InStep)
        {
            _askedAt = 0;
            if (header.IsKeyframe) Metrics.Worlds.Add();
            AddShown(EventKind.World, header, ext, body);
            return;
        }

        if (outcome == LockstepOutcome.Invalid) Skip(header);
        AskKeyframe();
    }

    // Sources send differences; new values as such come from the relay, for who was behind, and so does a whole picture that nobody
    // asked for in place of several. What the last part of one begins with is no picture's prefix.
    private bool IsCatchUp(in MessageHeader header, ReadOnlySpan<byte> body, bool skipped)
    {
        if (header.FrameType != FrameType.DeltaPixels) return false;
        if (header.IsKeyframe) return skipped;
        return _inParts || (DeltaPrefix.TryRead(body, out DeltaPrefix prefix, out _) && prefix.Op == DeltaOp.Replace);
    }

    private Span<int> AddShown(EventKind kind, in MessageHeader header, ExtBlock ext, ReadOnlySpan<byte> pinned)
    {
        Sync.Arrived(header.Timestamp);
        Span<int> record = Events.Add(kind, header, pinned);
        EventLog.AddCauses(record, ext);
        EventLog.AddFullSeq(record, _seqs.Unwrap(header.Seq, ext));
        return record;
    }

    // A picture that is not the source's is not shown for longer than a whole one takes to come.
    private void TellCheck(in MessageHeader header, bool? equal)
    {
        if (equal is not { } same) return;
        Metrics.Checked.Add();
        if (!same) Metrics.Diverged.Add();
        Events.Add(EventKind.Hash, header)[5] = same ? 1 : 0;
        if (!same) AskKeyframe();
    }

    private void TakeControl(in MessageHeader header, ReadOnlySpan<byte> body)
    {
        if (ControlMessage.TryRead(body.ToArray(), out ControlMessage? message) != ReadStatus.Done)
        {
            Skip(header);
            return;
        }

        // The signals that follow in the same bytes belong to the app that this names.
        if (message is WelcomeControl { Source: { } source }) Scene.Open(source.App);
        if (message is SourceControl { Present: true } changed) Scene.Open(changed.App);
        Events.Add(EventKind.Control, header, body);
    }

    private void TakePing(in MessageHeader header, PingFrame ping)
    {
        if (ping.AnswererUs is null)
        {
            Outbox.Ping(ping with { AnswererUs = Outbox.ClockUs });
            return;
        }

        Sync.Answered(ping);
        long tripUs = Sync.LocalUs - (long)ping.SenderUs;
        Metrics.RoundTripUs.Value = tripUs;
        Events.Add(EventKind.Pong, header)[5] = (int)Math.Clamp(tripUs, 0, int.MaxValue);
    }
}
