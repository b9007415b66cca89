using System.Buffers.Binary;

namespace DreamStack.Streaming.Wire.Frames;

/// <summary>Ping: the sender's clock in µs u64; an answer appends the answerer's clock u64. The same both ways.</summary>
/// <param name="SenderUs">The asker's clock in microseconds, repeated in the answer.</param>
/// <param name="AnswererUs">The answerer's clock; null in a question.</param>
public readonly record struct PingFrame(ulong SenderUs, ulong? AnswererUs = null)
{
    /// <summary>Bytes of a question.</summary>
    public const int QuestionSize = 8;

    /// <summary>Bytes of an answer.</summary>
    public const int AnswerSize = 16;

    /// <summary>Bytes this ping takes.</summary>
    public int Size => AnswererUs is null ? QuestionSize : AnswerSize;

    /// <summary>Reads a body; false unless it is a question's or an answer's length.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out PingFrame ping)
    {
        ping = default;
        if (body.Length is not (QuestionSize or AnswerSize)) return false;
        ulong sender = BinaryPrimitives.ReadUInt64LittleEndian(body);
        ping = body.Length == QuestionSize
            ? new PingFrame(sender)
            : new PingFrame(sender, BinaryPrimitives.ReadUInt64LittleEndian(body[QuestionSize..]));
        return true;
    }

    /// <summary>Writes <see cref="Size"/> bytes.</summary>
    public void Write(Span<byte> body)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(body, SenderUs);
        if (AnswererUs is { } answerer) BinaryPrimitives.WriteUInt64LittleEndian(body[QuestionSize..], answerer);
    }
}
