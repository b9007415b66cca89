using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace DreamStack.Streaming.Codec;

/// <summary>Codes the difference of two RGBA pictures of one size; the bytes are those of docs/codec.md. Allocates nothing.</summary>
public static unsafe class PixelDelta
{
    private const int PixelBytes = 4;

    /// <summary>The room in bytes an encoder asks for, working room included; what it returns is at most 100.1 % of the raw picture, plus 5.</summary>
    public static int MaxEncodedLength(int pixelCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pixelCount);
        var groups = (pixelCount + (long)PixelFormat.GroupPixels - 1) / PixelFormat.GroupPixels;
        return checked((int)((long)pixelCount * PixelBytes + groups + PixelFormat.Slack));
    }

    /// <summary>Codes <paramref name="current"/> against <paramref name="previous"/> for op XOR; returns the bytes written, 0 when nothing changed.</summary>
    public static int EncodeXor(ReadOnlySpan<byte> current, ReadOnlySpan<byte> previous, Span<byte> destination) =>
        EncodeXor(current, previous, destination, PixelKernels.Best);

    /// <summary>Codes a whole picture for op XOR against opaque black (0,0,0,255); returns the bytes written, 0 when it is black.</summary>
    public static int EncodeXorOverBlack(ReadOnlySpan<byte> current, Span<byte> destination) =>
        EncodeXorOverBlack(current, destination, PixelKernels.Best);

    /// <summary>Codes the new values of what changed for op REPLACE, which needs no base; returns the bytes written, 0 when nothing changed.</summary>
    public static int EncodeReplace(ReadOnlySpan<byte> current, ReadOnlySpan<byte> previous, Span<byte> destination) =>
        EncodeReplace(current, previous, destination, PixelKernels.Best);

    /// <summary>Applies an op XOR delta in place. False for bytes that are no delta of this picture, which is then untouched.</summary>
    public static bool TryApplyXor(ReadOnlySpan<byte> coded, Span<byte> picture) =>
        TryApplyXor(coded, picture, PixelKernels.Best);

    /// <summary>As <see cref="TryApplyXor(ReadOnlySpan{byte}, Span{byte})"/>; each tile that the delta touches is marked.</summary>
    public static bool TryApplyXor(ReadOnlySpan<byte> coded, Span<byte> picture, TileMarks tiles, long mark) =>
        TryApply(coded, picture, flip: 0, select: uint.MaxValue, PixelKernels.Best, tiles.MarksOf(picture.Length / PixelBytes), mark);

    /// <summary>Applies an op REPLACE delta in place. False for bytes that are no delta of this picture, which is then untouched.</summary>
    public static bool TryApplyReplace(ReadOnlySpan<byte> coded, Span<byte> picture) =>
        TryApplyReplace(coded, picture, PixelKernels.Best);

    /// <summary>As <see cref="TryApplyReplace(ReadOnlySpan{byte}, Span{byte})"/>; each tile that the delta touches is marked.</summary>
    public static bool TryApplyReplace(ReadOnlySpan<byte> coded, Span<byte> picture, TileMarks tiles, long mark) =>
        TryApply(coded, picture, PixelFormat.AlphaFlip, select: 0, PixelKernels.Best, tiles.MarksOf(picture.Length / PixelBytes), mark);

    /// <summary>
    /// Codes every pixel of the tiles newer than <paramref name="since"/> for op REPLACE, whatever stood there; returns the bytes
    /// written, 0 when no tile is newer.
    /// </summary>
    [SkipLocalsInit]
    public static int EncodeTiles(ReadOnlySpan<byte> current, TileMarks tiles, long since, Span<byte> destination)
    {
        RequireRoom(current, destination);
        ReadOnlySpan<long> marks = tiles.MarksOf(current.Length / PixelBytes);
        var other = stackalloc uint[PixelFormat.GroupPixels];
        var work = stackalloc ulong[PixelEncoder.WorkWords];
        fixed (byte* now = current, coded = destination)
        {
            var p = coded;
            nint skipped = 0;
            for (var tile = 0; tile < marks.Length; tile++)
            {
                if (marks[tile] <= since)
                {
                    skipped++;
                    continue;
                }

                if (skipped != 0) p = PixelEncoder.WriteSkip(p, skipped);
                skipped = 0;
                var at = (nint)tile * PixelFormat.GroupPixels;
                var count = (int)Math.Min(PixelFormat.GroupPixels, current.Length / PixelBytes - at);
                var pixels = (uint*)now + at;
                // Against a picture that differs everywhere every pixel counts as changed.
                for (var i = 0; i < count; i++) other[i] = ~pixels[i];
                p += PixelEncoder.Encode(pixels, other, 0, PixelFormat.AlphaFlip, 0, count, p, work, PixelKernels.Best);
            }

            return (int)(p - coded);
        }
    }

    internal static int EncodeXor(ReadOnlySpan<byte> current, ReadOnlySpan<byte> previous, Span<byte> destination, PixelPath path) =>
        Encode(current, previous, destination, flip: 0, select: uint.MaxValue, path);

    internal static int EncodeReplace(ReadOnlySpan<byte> current, ReadOnlySpan<byte> previous, Span<byte> destination, PixelPath path) =>
        Encode(current, previous, destination, PixelFormat.AlphaFlip, select: 0, path);

    [SkipLocalsInit]
    internal static int EncodeXorOverBlack(ReadOnlySpan<byte> current, Span<byte> destination, PixelPath path)
    {
        RequireRoom(current, destination);
        var black = stackalloc uint[PixelFormat.GroupPixels];
        new Span<uint>(black, PixelFormat.GroupPixels).Fill(PixelFormat.Black);
        var work = stackalloc ulong[PixelEncoder.WorkWords];
        fixed (byte* now = current, coded = destination)
        {
            return (int)PixelEncoder.Encode(
                (uint*)now, black, 0, 0, uint.MaxValue, current.Length / PixelBytes, coded, work, path);
        }
    }

    internal static bool TryApplyXor(ReadOnlySpan<byte> coded, Span<byte> picture, PixelPath path) =>
        TryApply(coded, picture, flip: 0, select: uint.MaxValue, path, default, 0);

    internal static bool TryApplyReplace(ReadOnlySpan<byte> coded, Span<byte> picture, PixelPath path) =>
        TryApply(coded, picture, PixelFormat.AlphaFlip, select: 0, path, default, 0);

    [SkipLocalsInit]
    private static int Encode(
        ReadOnlySpan<byte> current, ReadOnlySpan<byte> previous, Span<byte> destination, uint flip, uint select, PixelPath path)
    {
        RequireRoom(current, destination);
        if (previous.Length != current.Length)
            Refuse(nameof(previous), "Both pictures must have the same size.");
        var work = stackalloc ulong[PixelEncoder.WorkWords];
        fixed (byte* now = current, before = previous, coded = destination)
        {
            return (int)PixelEncoder.Encode((uint*)now, (uint*)before, PixelFormat.GroupPixels, flip, select,
                current.Length / PixelBytes, coded, work, path);
        }
    }

    [SkipLocalsInit]
    private static bool TryApply(
        ReadOnlySpan<byte> coded, Span<byte> picture, uint flip, uint select, PixelPath path, Span<long> tiles, long mark)
    {
        if (picture.Length % PixelBytes != 0)
            Refuse(nameof(picture), "A picture is a whole number of four-byte pixels.");
        if (coded.IsEmpty)
            return true;

        var tailLength = Math.Min(coded.Length, PixelDecoder.TailBytes);
        var tail = stackalloc byte[PixelDecoder.TailBytes + PixelDecoder.TailPadding];
        coded[^tailLength..].CopyTo(new Span<byte>(tail, tailLength));
        new Span<byte>(tail + tailLength, PixelDecoder.TailPadding).Clear();
        var work = stackalloc ulong[PixelDecoder.WorkWords];
        fixed (byte* bytes = coded, pixels = picture)
        fixed (long* marks = tiles)
        {
            nint count = picture.Length / PixelBytes;
            var isXor = select != 0;
            if (!isXor && PixelDecoder.Walk(bytes, coded.Length, coded.Length, tail, tailLength, null, count, flip, select, work, path, null, 0) != coded.Length)
                return false;
            var walked = PixelDecoder.Walk(
                bytes, coded.Length, coded.Length, tail, tailLength, (uint*)pixels, count, flip, select, work, path, marks, mark);
            if (walked == coded.Length)
                return true;

            // XOR undoes itself: what was applied up to the broken segment, applied again, leaves the picture as it was.
            PixelDecoder.Walk(bytes, coded.Length, walked, tail, tailLength, (uint*)pixels, count, flip, select, work, path, null, 0);
            return false;
        }
    }

    private static void RequireRoom(ReadOnlySpan<byte> current, Span<byte> destination)
    {
        if (current.Length % PixelBytes != 0)
            Refuse(nameof(current), "A picture is a whole number of four-byte pixels.");
        if (destination.Length < MaxEncodedLength(current.Length / PixelBytes))
            Refuse(nameof(destination), "The destination must have MaxEncodedLength bytes.");
    }

    [DoesNotReturn]
    private static void Refuse(string name, string reason) => throw new ArgumentException(reason, name);
}
