using System.Buffers;
using DreamStack.Cli.Bench.Relay.Protocols;
using DreamStack.Cli.Bench.Relay.Sockets;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Inputs;

namespace DreamStack.Cli.Prove.Storm;

/// <summary>
/// A viewer that takes what it is sent at once, acknowledges each picture when it is whole, and keeps the messages to be decoded
/// later: hundreds of decoders on one machine would be all that a storm measures.
/// </summary>
internal sealed class LeanViewer(RawSocket socket, WebSocketProtocol protocol, MessageShelf shelf) : IDisposable
{
    private static readonly ArrayPool<byte> Pool = ArrayPool<byte>.Shared;
    private readonly FrameStripper _frames = new();
    private readonly ArrayBufferWriter<byte> _answer = new();
    private byte[] _part = [];
    private int _have;
    private ushort _inputs;
    private bool _greeted;
    private bool _letIn;

    public RawSocket Socket => socket;

    /// <summary>Everything that came, in order.</summary>
    public List<KeptMessage> Messages { get; } = [];

    /// <summary>When it set off.</summary>
    public required long Started { get; init; }

    /// <summary>When the last byte of its first picture was there.</summary>
    public long? FirstAt { get; private set; }

    /// <summary>Seq of the newest whole picture.</summary>
    public ushort? Newest { get; private set; }

    /// <summary>Why the connection is gone.</summary>
    public string? Lost { get; set; }

    /// <summary>The connection stands; says what is wished for.</summary>
    public void Greet(byte[] greeting)
    {
        if (_greeted) return;
        _greeted = true;
        if (socket.Send(greeting) != greeting.Length) throw new FailedException("A greeting was not taken.");
    }

    public bool Greeted => _greeted;

    /// <summary>Takes what the socket has; <paramref name="scratch"/> is anybody's.</summary>
    public void Read(byte[] scratch, long now)
    {
        int got = socket.Receive(scratch);
        if (got == RawSocket.NotNow) return;
        if (got == 0) throw new FailedException(_frames.Goodbye?.Reason ?? "The relay hung up.");
        ReadOnlySpan<byte> bytes = scratch.AsSpan(0, got);
        if (!_letIn)
        {
            // An answer fits into a segment and is sent in one go.
            bytes = bytes[(protocol.AnswerLength(bytes) ?? throw new FailedException("The relay's answer came in pieces."))..];
            _letIn = true;
        }

        for (ReadOnlySpan<byte> piece = _frames.Next(ref bytes); piece.Length > 0; piece = _frames.Next(ref bytes)) Take(piece, now);
        if (_frames.Goodbye is { } goodbye) Lost = $"{goodbye.Code} {goodbye.Reason}";
    }

    public void Dispose()
    {
        socket.Dispose();
        if (_part.Length > 0) Pool.Return(_part);
        _part = [];
    }

    private void Take(ReadOnlySpan<byte> piece, long now)
    {
        if (_have == 0) piece = TakeWhole(piece, now);
        if (piece.Length == 0) return;
        Append(piece);
        ReadOnlySpan<byte> rest = TakeWhole(_part.AsSpan(0, _have), now);
        rest.CopyTo(_part);
        _have = rest.Length;
    }

    private ReadOnlySpan<byte> TakeWhole(ReadOnlySpan<byte> bytes, long now)
    {
        while (MessageReader.TryRead(ref bytes, out MessageView message, out WireError error) is var status && status != ReadStatus.NeedMore)
        {
            if (status == ReadStatus.Invalid) throw new FailedException(error.Explain(message.Header));
            Messages.Add(new KeptMessage(shelf.Keep(message.Bytes), now));
            MessageHeader header = message.Header;
            bool picture = header.FrameType is FrameType.Pixels or FrameType.DeltaPixels or FrameType.Compressed;
            if (!picture || (header.Flags & MessageFlags.Part) != 0) continue;
            FirstAt ??= now;
            Newest = header.Seq;
            Acknowledge(header.Seq);
        }

        return bytes;
    }

    private void Append(ReadOnlySpan<byte> piece)
    {
        if (_part.Length < _have + piece.Length)
        {
            byte[] larger = Pool.Rent(Math.Max(_have + piece.Length, 2 * _part.Length));
            _part.AsSpan(0, _have).CopyTo(larger);
            if (_part.Length > 0) Pool.Return(_part);
            _part = larger;
        }

        piece.CopyTo(_part.AsSpan(_have));
        _have += piece.Length;
    }

    private void Acknowledge(ushort seq)
    {
        Span<byte> body = stackalloc byte[AckInput.Size];
        new AckInput(seq, seq, (uint)Environment.TickCount).Write(body);
        _answer.ResetWrittenCount();
        MessageWriter.Write(_answer, new MessageHeader(InputType.Ack) { Seq = _inputs++ }, body);
        byte[] frame = protocol.Frame("", _answer.WrittenSpan).Bytes;
        if (socket.Send(frame) != frame.Length) throw new FailedException("The relay does not read what its viewer says.");
    }
}
