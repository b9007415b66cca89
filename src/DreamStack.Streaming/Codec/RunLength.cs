using System.Diagnostics.CodeAnalysis;

namespace DreamStack.Streaming.Codec;

/// <summary>The run-length code of Compressed payloads (algorithm 1 of the COMPRESSED flag); the bytes are those of docs/codec.md. Allocates nothing.</summary>
public static unsafe class RunLength
{
    /// <summary>The room in bytes an encoder asks for, working room included; what it returns is at most 100.1 % of the raw bytes, plus 5.</summary>
    public static int MaxEncodedLength(int rawLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rawLength);
        return checked(rawLength + rawLength / 1024 + 16);
    }

    /// <summary>Codes <paramref name="raw"/> and returns the bytes written to <paramref name="destination"/>, 0 for no bytes.</summary>
    public static int Encode(ReadOnlySpan<byte> raw, Span<byte> destination) => Encode(raw, destination, PixelKernels.Best);

    /// <summary>Decodes into exactly <paramref name="raw"/>. False for bytes that do not stand for that many; raw is then undefined, never overrun.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> coded, Span<byte> raw)
    {
        fixed (byte* source = coded, target = raw)
            return RunLengthDecoder.Decode(source, coded.Length, target, raw.Length);
    }

    internal static int Encode(ReadOnlySpan<byte> raw, Span<byte> destination, PixelPath path)
    {
        if (destination.Length < MaxEncodedLength(raw.Length))
            Refuse();
        fixed (byte* source = raw, target = destination)
            return (int)RunLengthEncoder.Encode(source, raw.Length, target, path);
    }

    [DoesNotReturn]
    private static void Refuse() =>
        throw new ArgumentException("The destination must have MaxEncodedLength bytes.", "destination");
}
