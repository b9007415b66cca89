using System.Buffers.Binary;

namespace DreamStack.Streaming.Wire.Frames;

/// <summary>A PictureHash body: what the picture at the message's seq must hash to.</summary>
/// <param name="Hash">XxHash3, seed 0, of the RGBA bytes.</param>
public readonly record struct PictureHashFrame(ulong Hash)
{
    /// <summary>Bytes of the body.</summary>
    public const int Size = sizeof(ulong);

    /// <summary>Reads a body; false unless it has exactly <see cref="Size"/> bytes.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, out PictureHashFrame hash)
    {
        hash = default;
        if (body.Length != Size) return false;
        hash = new PictureHashFrame(BinaryPrimitives.ReadUInt64LittleEndian(body));
        return true;
    }

    /// <summary>Writes <see cref="Size"/> bytes.</summary>
    public void Write(Span<byte> body) => BinaryPrimitives.WriteUInt64LittleEndian(body, Hash);
}
