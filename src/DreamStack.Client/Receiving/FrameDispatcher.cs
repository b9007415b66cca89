using DreamStack.Streaming.Codec;
using DreamStack.Streaming.Flow;
using DreamStack.Streaming.Pictures;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;
using DreamStack.Streaming.Wire.Ext;
using DreamStack.Streaming.Wire.Frames;
using DreamStack.Streaming.Wire.Inputs;

namespace DreamStack.Client.Receiving;

/// <summary>Reads the frames of one receiver, keeps its picture, answers what the protocol wants answered.</summary>
internal sealed class FrameDispatcher(ReceiverClient client, ReceiverMeter meter, TimeSpan? delay, TimeProvider time)
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(1);

    private readonly MessageExpander _expander = new();
    private readonly PictureDecoder _picture = new();
    private PictureCheck? _check;
    private readonly long _began = time.GetTimestamp();
    private SeqUnwrapper _seqs;
    private long _asked;

    /// <summary>When to show what comes, found out anew on each connection; null when it is shown as it comes.</summary>
    public MultiClientSync? Sync { get; private set; } = NewSync(delay, time);

    /// <summary>This viewer's id; null before the first welcome.</summary>
    public uint? Viewer { get; private set; }

    private PictureCheck Check => _check ??= new PictureCheck(_picture);

    /// <summary>Microseconds since this receiver began.</summary>
    public ulong ClockUs => (ulong?)Sync?.LocalUs ?? (ulong)time.GetElapsedTime(_began).TotalMicroseconds;

    /// <summary>A new connection starts with a keyframe of its own; what was held belongs to the last one.</summary>
    public void BeginConnection()
    {
        _picture.Forget();
        _seqs = default;
        _check?.Forget();
        _asked = 0;
        // Another relay may answer now, with another clock.
        Sync = NewSync(Sync?.Delay, time);
    }

    public WireError Receive(in MessageView message)
    {
        meter.Message(message.Bytes.Length);
        MessageHeader header = message.Header;
        if (!ExtBlock.TrySplit(header, message.Payload, out ExtBlock ext, out ReadOnlySpan<byte> body)) return WireError.BadExt;
        if (MustSkip(header, ext))
        {
            meter.Skipped();
            return WireError.None;
        }

        ReadStatus expanded = _expander.TryExpand(header, body, out MessageHeader inner, out ReadOnlySpan<byte> innerBody);
        if (expanded != ReadStatus.Done || !TryDispatch(inner, ext, innerBody)) meter.Skipped();
        return WireError.None;
    }

    // What is framed right but reads wrong costs itself only: the stream goes on.
    private bool TryDispatch(in MessageHeader header, in ExtBlock ext, ReadOnlySpan<byte> body)
    {
        switch (header.FrameType)
        {
            case FrameType.Pixels or FrameType.DeltaPixels or FrameType.NeuralFrame:
                return TryReceivePicture(header, ext, body);
            case FrameType.SignalSync or FrameType.SignalDiff:
                meter.Shown(ext, Viewer);
                bool sync = header.FrameType == FrameType.SignalSync;
                Sync?.Arrived(header.Timestamp);
                client.Raise(new SignalsView(body, sync, header.Seq, _seqs.Unwrap(header.Seq, ext)) { ShowIn = WaitFor(header) });
                // Where signals are all that comes, these answers show how late they come; a joiner's state goes before a
                // picture that may have an older seq, and would acknowledge it unseen.
                if (!sync || client.Mode == StreamMode.Signal) Acknowledge(header.Seq);
                return true;
            case FrameType.AudioPcm or FrameType.NeuralAudio:
                // Counted with the rest: a picture that rests while sound goes on would fall behind its number.
                _seqs.Unwrap(header.Seq, ext);
                client.Raise(new AudioView(body, header.Width, header.Height));
                return true;
            case FrameType.Haptic when HapticFrame.TryRead(body, out HapticFrame haptic):
                client.Raise(haptic);
                return true;
            case FrameType.PictureHash when PictureHashFrame.TryRead(body, out PictureHashFrame hash):
                Judge(Check.Expect(header.Seq, hash.Hash));
                return true;
            case FrameType.Control:
                return TryReceiveControl(body);
            case FrameType.Ping when PingFrame.TryRead(body, out PingFrame ping):
                ReceivePing(ping);
                return true;
            case FrameType.End when EndFrame.TryRead(body, out EndFrame end):
                client.Raise(end);
                return true;
            default:
                return false;
        }
    }

    private bool TryReceivePicture(in MessageHeader header, in ExtBlock ext, ReadOnlySpan<byte> body)
    {
        PictureOutcome outcome = _picture.Accept(header, body);
        ulong fullSeq = _seqs.Unwrap(header.Seq, ext);
        if (outcome == PictureOutcome.Applied)
        {
            meter.Shown(ext, Viewer);
            Sync?.Arrived(header.Timestamp);
            client.Raise(new PictureView(header, fullSeq, _picture.Rgba) { ShowIn = WaitFor(header) });
            Acknowledge(header.Seq);
            Judge(Check.Applied());
        }
        else if (outcome is PictureOutcome.NeedsKeyframe or PictureOutcome.Invalid)
        {
            AskForKeyframe();
        }

        return outcome is PictureOutcome.Applied or PictureOutcome.NeedsKeyframe or PictureOutcome.Partial;
    }

    private void Judge(bool? equal)
    {
        if (equal is not { } same) return;
        meter.Checked(same);
        if (!same) AskForKeyframe();
    }

    private bool TryReceiveControl(ReadOnlySpan<byte> body)
    {
        ReadStatus status = ControlMessage.TryRead(body.ToArray(), out ControlMessage? control);
        if (status != ReadStatus.Done || control is null) return false;
        if (control is WelcomeControl { Viewer: { } viewer }) Viewer = viewer;
        client.Raise(control);
        return true;
    }

    private void ReceivePing(PingFrame ping)
    {
        if (ping.AnswererUs is not null)
        {
            Sync?.Answered(ping);
            meter.RoundTrip(TimeSpan.FromMicroseconds(ClockUs - Math.Min(ClockUs, ping.SenderUs)));
            return;
        }

        Span<byte> answer = stackalloc byte[PingFrame.AnswerSize];
        (ping with { AnswererUs = ClockUs }).Write(answer);
        client.Inputs.SendPlain(InputType.Ping, answer);
    }

    private static MultiClientSync? NewSync(TimeSpan? delay, TimeProvider time) =>
        delay is { } all ? new MultiClientSync(time) { Delay = all } : null;

    private TimeSpan WaitFor(in MessageHeader header) => Sync?.WaitFor(header.Timestamp) ?? TimeSpan.Zero;

    private void Acknowledge(ushort seq)
    {
        Span<byte> body = stackalloc byte[AckInput.Size];
        new AckInput(seq, seq, (uint)(ClockUs / 1000)).Write(body);
        client.Inputs.SendPlain(InputType.Ack, body);
    }

    private void AskForKeyframe()
    {
        if (!IsDue(ref _asked, AskAgain)) return;
        meter.Resync();
        client.Inputs.SendPlain(InputType.KeyframeRequest, default);
    }

    private bool IsDue(ref long last, TimeSpan interval)
    {
        if (last != 0 && time.GetElapsedTime(last) < interval) return false;
        last = time.GetTimestamp();
        return true;
    }

    // Encrypted and partial messages need what this receiver does not have.
    private static bool MustSkip(in MessageHeader header, in ExtBlock ext)
    {
        if ((header.Flags & MessageFlags.Encrypted) != 0) return true;
        if ((header.Flags & MessageFlags.Part) != 0 && !header.IsPicture) return true;
        foreach (ExtEntry entry in ext)
        {
            if (entry.IsCritical) return true;
        }

        return false;
    }
}
