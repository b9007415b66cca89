using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.Framing;

/// <summary>
/// Which frame may follow which (RFC 6455, 5.4): fragments of one message in order, control frames between them. Holds no bytes.
/// </summary>
internal struct FrameSequence
{
    private long _left;
    private uint _key;
    private bool _final;
    private bool _isOpen;
    private bool _ended;
    private bool _hadContent;

    /// <summary>What the control frame just found is.</summary>
    public Opcode Control { get; private set; }

    /// <summary>What is wrong.</summary>
    public FrameError Error { get; private set; }

    /// <summary>
    /// Looks at the front of what came; <paramref name="header"/> and <paramref name="length"/> are the bytes of a header and of
    /// what follows it, both 0 where the step has none.
    /// </summary>
    public FrameStep Next(Span<byte> framed, out int header, out int length)
    {
        header = 0;
        length = 0;
        if (_left > 0)
        {
            length = (int)Math.Min(_left, framed.Length);
            if (length == 0) return FrameStep.NeedMore;
            _key = Masking.Apply(framed[..length], _key);
            _left -= length;
            if (_left == 0) EndFrame();
            return FrameStep.Content;
        }

        ReadStatus status = FrameHeader.TryRead(framed, out FrameHeader frame, out header, out FrameError error);
        if (status == ReadStatus.NeedMore) return FrameStep.NeedMore;
        if (status == ReadStatus.Invalid || !Fits(frame, out error)) return Fail(error);
        if (frame.IsControl) return TakeControl(framed, frame, header, ref length);
        _isOpen = true;
        _final = frame.Final;
        _left = frame.Length;
        _key = frame.Key;
        _hadContent |= frame.Length > 0;
        if (_left == 0) EndFrame();
        return frame.Opcode == Opcode.Text ? FrameStep.Text : FrameStep.Header;
    }

    /// <summary>True once when a message's last byte was handed out; <paramref name="empty"/> when it had none.</summary>
    public bool EndsMessage(out bool empty)
    {
        empty = _ended && !_hadContent;
        if (!_ended) return false;
        _ended = _hadContent = false;
        return true;
    }

    private void EndFrame()
    {
        if (!_final) return;
        _isOpen = false;
        _ended = true;
    }

    private readonly bool Fits(in FrameHeader frame, out FrameError error)
    {
        error = frame.Opcode switch
        {
            Opcode.Continuation when !_isOpen => FrameError.NothingToContinue,
            Opcode.Text or Opcode.Binary when _isOpen => FrameError.MessageInsideMessage,
            _ => FrameError.None,
        };
        return error == FrameError.None;
    }

    private FrameStep TakeControl(Span<byte> framed, in FrameHeader frame, int header, ref int length)
    {
        if (framed.Length < header + frame.Length) return FrameStep.NeedMore;
        length = (int)frame.Length;
        Span<byte> payload = framed.Slice(header, length);
        Masking.Apply(payload, frame.Key);
        Control = frame.Opcode;
        FrameError error = frame.Opcode == Opcode.Close ? CloseFrame.Check(payload) : FrameError.None;
        return error == FrameError.None ? FrameStep.Control : Fail(error);
    }

    private FrameStep Fail(FrameError error)
    {
        Error = error;
        return FrameStep.Invalid;
    }
}
