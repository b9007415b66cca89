using System.Text;

namespace DreamStack.Streaming.Wire.Frames;

/// <summary>End: reason u8, then UTF-8 text for a person.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Text">A sentence for a person, possibly empty.</param>
public readonly record struct EndFrame(EndReason Reason, string Text)
{
    /// <summary>Bytes of the payload.</summary>
    public int Size => 1 + Encoding.UTF8.GetByteCount(Text);

    /// <summary>Reads a body; false when it is empty. Bytes that are not UTF-8 become replacement characters.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out EndFrame frame)
    {
        frame = default;
        if (body.IsEmpty) return false;
        frame = new EndFrame((EndReason)body[0], Encoding.UTF8.GetString(body[1..]));
        return true;
    }

    /// <summary>Writes <see cref="Size"/> bytes.</summary>
    public void Write(Span<byte> body)
    {
        body[0] = (byte)Reason;
        Encoding.UTF8.GetBytes(Text, body[1..]);
    }
}
