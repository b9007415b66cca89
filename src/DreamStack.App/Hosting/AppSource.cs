using System.Buffers;
using DreamStack.App.Scene;
using DreamStack.Streaming.Flow;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;
using DreamStack.Streaming.Wire.Ext;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.App.Hosting;

/// <summary>
/// A source without its connection: messages of the relay go in, messages for the relay come out, and it says when it
/// wants to be asked again. It does no I/O, so a process and a browser run the same source. One thread at a time.
/// </summary>
public sealed class AppSource
{
    private static readonly TimeSpan HashEvery = TimeSpan.FromSeconds(1);
    private readonly IApp _app;
    private readonly IPictureRenderer _renderer;
    private readonly TimeProvider _time;
    private readonly Originator _originator;
    private ulong _signalFullSeq;
    private readonly FrameBeat _beat;
    private readonly AudioOut _audio;
    private readonly PictureOut _pictures;
    private readonly FrameCompressor? _compressor;
    private readonly ArrayBufferWriter<byte> _plain = new();
    private readonly DisplayList _list = new();
    private readonly ArrayBufferWriter<byte> _json = new(1024);
    private readonly Causes _causes = new();
    private readonly LockstepOut _lockstep;
    private readonly long _origin;
    private TimeSpan _advancedTo;
    private TimeSpan _hashDue;
    private bool _syncDue = true;
    private bool _keyframeDue;
    private bool _inputWaiting;
    private bool _movedSinceFrame;
    private bool _audioWanted;

    /// <summary>Takes an app and what draws it; both stay the caller's to dispose.</summary>
    public AppSource(IApp app, IPictureRenderer renderer, TimeProvider time, AppSourceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(renderer);
        ArgumentNullException.ThrowIfNull(time);
        _app = app;
        _renderer = renderer;
        _time = time;
        _originator = new Originator(time);
        options ??= new AppSourceOptions();
        _beat = new FrameBeat(time, options.FramesPerSecond);
        _pictures = new PictureOut(options.Pipeline);
        _compressor = options.Compress ? new FrameCompressor() : null;
        _audio = new AudioOut(app);
        _lockstep = new LockstepOut(app as IWorldApp);
        _origin = time.GetTimestamp();
    }

    /// <summary>True while some viewer wants pictures: only then is anything drawn.</summary>
    public bool PicturesWanted { get; private set; }

    /// <summary>How many watch, as the relay last said.</summary>
    public int Viewers { get; private set; }

    /// <summary>Messages that were skipped: of a type unknown here, or with a body that is not what the type says.</summary>
    public long SkippedMessages { get; private set; }

    /// <summary>Frames decided on since the start, whether or not anybody wanted their picture.</summary>
    public long Frames { get; private set; }

    private TimeSpan Now => _time.GetElapsedTime(_origin);

    private bool Moving => _movedSinceFrame || !_app.AtRest;

    private bool InputWaiting => _inputWaiting || (_keyframeDue && PicturesWanted) || _lockstep.IsWholeDue;

    /// <summary>
    /// Call when a connection to a relay begins, the first as well as later ones: the state is published anew, and nothing is
    /// drawn until this relay asks.
    /// </summary>
    public void BeginConnection()
    {
        _syncDue = true;
        PicturesWanted = false;
        _audioWanted = false;
        _lockstep.Want(false);
        Viewers = 0;
        // What was let go while the connection was away was told to nobody, and viewers' ids may mean others now.
        _app.ReleaseAll();
        _causes.Clear();
    }

    /// <summary>
    /// Takes one or more whole messages. Done when all were read, else Invalid and why: then the peer does not speak the
    /// protocol, and the connection should end.
    /// </summary>
    public ReadStatus Receive(ReadOnlySpan<byte> messages, out WireError error)
    {
        error = WireError.None;
        AdvanceTo(Now);
        while (!messages.IsEmpty)
        {
            ReadStatus status = MessageReader.TryRead(ref messages, out MessageView message, out error);
            if (status != ReadStatus.Done)
            {
                return ReadStatus.Invalid;
            }

            if (!TryHandle(message))
            {
                SkippedMessages++;
            }
        }

        return ReadStatus.Done;
    }

    /// <summary>
    /// Writes the messages that are due now, each whole, and gives how long to wait before the next call;
    /// <see cref="Timeout.InfiniteTimeSpan"/> means until something is received.
    /// </summary>
    public TimeSpan Pump(IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (_compressor is null) return PumpPlain(output);
        _plain.ResetWrittenCount();
        TimeSpan wait = PumpPlain(_plain);
        ReadOnlySpan<byte> messages = _plain.WrittenSpan;
        while (MessageReader.TryRead(ref messages, out MessageView message, out _) == ReadStatus.Done)
        {
            _compressor.TryWrite(message, output);
        }

        return wait;
    }

    private TimeSpan PumpPlain(IBufferWriter<byte> output)
    {
        TimeSpan now = Now;
        AdvanceTo(now);
        if (_syncDue)
        {
            WriteSync(output);
        }

        if (_beat.UntilNext(Moving, InputWaiting) == TimeSpan.Zero)
        {
            WriteFrame(output);
        }

        WriteHaptics(output);
        _audio.Write(now, _audioWanted, _originator, output);
        TimeSpan wait = _beat.UntilNext(Moving, InputWaiting);
        if (_audio.Sounding && _audioWanted)
        {
            TimeSpan audio = _audio.UntilNext(now);
            wait = wait == Timeout.InfiniteTimeSpan || audio < wait ? audio : wait;
        }

        return wait;
    }

    /// <summary>Writes the stream's End, the last message of this source, with a sentence for who watches.</summary>
    public void WriteEnd(EndReason reason, string text, IBufferWriter<byte> output)
    {
        EndFrame end = new(reason, text);
        byte[] body = new byte[end.Size];
        end.Write(body);
        MessageWriter.Write(output, _originator.Stamp(new MessageHeader(FrameType.End)), body);
    }

    private void AdvanceTo(TimeSpan now)
    {
        // What came to rest since the last frame has moved since then, and still has to be shown.
        _movedSinceFrame |= !_app.AtRest;
        _app.Advance(now - _advancedTo);
        _advancedTo = now;
    }

    private bool TryHandle(in MessageView message)
    {
        MessageHeader header = message.Header;
        const MessageFlags Unreadable = MessageFlags.Compressed | MessageFlags.Encrypted;
        if (!header.IsInput || (header.Flags & Unreadable) != 0 ||
            !ExtBlock.TrySplit(header, message.Payload, out ExtBlock ext, out ReadOnlySpan<byte> body) ||
            !TryReadExt(ext, out uint viewer, out uint? input, out uint? seen))
        {
            return false;
        }

        switch (header.InputType)
        {
            case InputType.Control:
                return TryHandleControl(body);
            case InputType.KeyframeRequest:
                _keyframeDue = true;
                return true;
            default:
                (_app as IWorldApp)?.Saw(seen);
                if (!InputDelivery.TryDeliver(_app, _pictures, header.InputType, viewer, body))
                {
                    return false;
                }

                _inputWaiting = true;
                if (input is { } id)
                {
                    _causes.Add(viewer, id);
                }

                return true;
        }
    }

    private static bool TryReadExt(in ExtBlock ext, out uint viewer, out uint? input, out uint? seen)
    {
        viewer = 0;
        input = null;
        seen = null;
        foreach (ExtEntry entry in ext)
        {
            uint value = 0;
            bool known = entry.Tag is ExtTag.ViewerId or ExtTag.InputId or ExtTag.SeenStep;
            if (known ? !entry.TryReadUInt32(out value) : entry.IsCritical)
            {
                return false;
            }

            if (entry.Tag == ExtTag.ViewerId)
            {
                viewer = value;
            }
            else if (entry.Tag == ExtTag.InputId)
            {
                input = value;
            }
            else if (known)
            {
                seen = value;
            }
        }

        return true;
    }

    private bool TryHandleControl(ReadOnlySpan<byte> body)
    {
        if (ControlMessage.TryRead(body.ToArray(), out ControlMessage? control) != ReadStatus.Done)
        {
            return false;
        }

        if (control is DemandControl demand)
        {
            _keyframeDue |= demand.Pictures && !PicturesWanted;
            PicturesWanted = demand.Pictures;
            _audioWanted = demand.Audio;
            _lockstep.Want(demand.Lockstep);
            Viewers = demand.Viewers;
        }

        if (control is SnapshotControl) _lockstep.AskWhole();
        return control is DemandControl or WelcomeControl or SnapshotControl;
    }

    private void WriteSync(IBufferWriter<byte> output)
    {
        _json.ResetWrittenCount();
        _app.State.WriteSync(_json);
        MessageHeader header = new(FrameType.SignalSync, MessageFlags.Keyframe);
        ExtWriter ext = new(stackalloc byte[ExtWriter.FullSeqLength]);
        ext.Add(ExtTag.FullSeq, _originator.Next);
        _signalFullSeq = _originator.Next;
        MessageWriter.Write(output, _originator.Stamp(header), ext.Block, _json.WrittenSpan);
        WriteTable(whole: true, default, output);
        _syncDue = false;
    }

    private void WriteDiff(scoped ReadOnlySpan<byte> causes, IBufferWriter<byte> output)
    {
        ExtWriter ext = new(stackalloc byte[ExtWriter.FullSeqLength + Causes.MaxExtLength]);
        ext.AddAll(causes);
        // A viewer of signals alone got nothing of what was counted in between.
        if (_originator.IsFarFrom(_signalFullSeq)) ext.Add(ExtTag.FullSeq, _originator.Next);
        _signalFullSeq = _originator.Next;
        MessageWriter.Write(output, _originator.Stamp(new MessageHeader(FrameType.SignalDiff)), ext.Block, _json.WrittenSpan);
    }

    // What is drawn of it follows from the signals before it: an app's records go after them.
    private bool WriteTable(bool whole, scoped ReadOnlySpan<byte> causes, IBufferWriter<byte> output)
    {
        _json.ResetWrittenCount();
        if (_app is not ITableApp app || !app.WriteTable(_json, whole)) return false;
        ExtWriter ext = new(stackalloc byte[ExtWriter.FullSeqLength + Causes.MaxExtLength]);
        ext.AddAll(causes);
        if (_originator.IsFarFrom(_signalFullSeq)) ext.Add(ExtTag.FullSeq, _originator.Next);
        _signalFullSeq = _originator.Next;
        MessageHeader header = new(FrameType.SignalTable, whole ? MessageFlags.Keyframe : MessageFlags.None);
        MessageWriter.Write(output, _originator.Stamp(header), ext.Block, _json.WrittenSpan);
        return true;
    }

    private void WriteFrame(IBufferWriter<byte> output)
    {
        _beat.FrameDrawn(_inputWaiting);
        Frames++;
        _movedSinceFrame = false;
        _inputWaiting = false;
        Span<byte> buffer = stackalloc byte[Causes.MaxExtLength];
        ReadOnlySpan<byte> ext = _causes.Write(buffer);

        _json.ResetWrittenCount();
        bool shown = _app.State.WriteDiff(_json);
        if (shown)
        {
            WriteDiff(ext, output);
        }

        shown |= WriteTable(whole: false, ext, output);
        shown |= _lockstep.Write(_originator, ext, output);
        if (PicturesWanted)
        {
            _list.Reset();
            _app.Draw(_list);
            ReadOnlySpan<byte> picture = _renderer.Render(_list, _app.Width, _app.Height);
            bool changed = _pictures.TryWrite(
                picture, _app.Width, _app.Height, _keyframeDue, _originator, ext, output);
            shown |= changed;
            _keyframeDue = false;
            if (changed && _advancedTo >= _hashDue)
            {
                _pictures.WriteHash(_originator, output);
                _hashDue = _advancedTo + HashEvery;
            }
        }

        // An input that changed nothing yet may still move something; if all rests, it never will.
        if (shown || _app.AtRest)
        {
            _causes.Clear();
        }
    }

    private void WriteHaptics(IBufferWriter<byte> output)
    {
        Span<byte> body = stackalloc byte[HapticFrame.Size];
        while (_app.TryTakeHaptic(out HapticFrame haptic))
        {
            haptic.Write(body);
            MessageWriter.Write(output, _originator.Stamp(new MessageHeader(FrameType.Haptic)), body);
        }
    }
}
