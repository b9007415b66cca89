using System.Runtime.CompilerServices;

namespace DreamStack.Streaming.Codec;

// The wide work inside one group, one partial file for each path. Vector paths take whole groups of 1,024 pixels; a
// shorter last group always runs scalar. Every path of a kernel leaves the same bytes.
internal static unsafe partial class PixelKernels
{
    public static readonly PixelPath Best = PixelPath.Scalar;

    public static bool IsSupported(PixelPath path) => path <= Best;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static PixelPath PathFor(int count, PixelPath path) => count == PixelFormat.GroupPixels ? path : PixelPath.Scalar;

    // Whether no pixel differs.
    public static bool Same(uint* current, uint* previous, int count, PixelPath path) => PathFor(count, path) switch
    {
        _ => SameScalar(current, previous, count),
    };

    // Fills 1,024 changed bits, then 1,024 bits "this value is not its left neighbour's"; answers the OR of the values' features.
    public static uint Scan(uint* current, uint* previous, uint flip, uint select, int count, ulong* bits, PixelPath path) =>
        PathFor(count, path) switch
        {
            _ => ScanScalar(current, previous, flip, select, count, bits),
        };

    // Writes the values of the emitted pixels of each changed block; may write up to Slack bytes more than it answers.
    public static byte* Pack(uint* current, uint* previous, uint flip, uint select, int count, ulong blocks, ushort* emit,
        int width, byte* destination, PixelPath path) => PathFor(count, path) switch
        {
            _ => PackScalar(current, previous, flip, select, blocks, emit, width, destination),
        };

    // Writes the values of all pixels.
    public static byte* PackAll(uint* current, uint* previous, uint flip, uint select, int count, int width,
        byte* destination, PixelPath path) => PathFor(count, path) switch
        {
            _ => PackAllScalar(current, previous, flip, select, count, width, destination),
        };

    // Gives each changed pixel of each changed block its value: the next one where novel, the last one read otherwise.
    // Reads up to Slack bytes past the last value and 4 before the first.
    public static void Unpack(byte* source, uint* picture, uint flip, uint select, int count, ulong blocks, ushort* changed,
        ushort* novel, int width, PixelPath path)
    {
        switch (PathFor(count, path))
        {
            default:
                UnpackScalar(source, picture, flip, select, blocks, changed, novel, width);
                break;
        }
    }

    // Gives every pixel the next value.
    public static void UnpackAll(byte* source, uint* picture, uint flip, uint select, int count, int width, PixelPath path)
    {
        switch (PathFor(count, path))
        {
            default:
                UnpackAllScalar(source, picture, flip, select, count, width);
                break;
        }
    }

    // Gives every pixel the same value.
    public static void Fill(uint* picture, uint flip, uint select, nint count, uint value, PixelPath path)
    {
        switch (path)
        {
            default:
                FillScalar(picture, flip, select, count, value);
                break;
        }
    }

    // Stores one value in 1, 3 or 4 bytes; may write up to 3 bytes more than it answers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* WriteValue(byte* p, uint value, int width)
    {
        *(uint*)p = value;
        return p + PixelEncoder.BytesOf(width);
    }

    // Loads a value from the low bytes of four.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint ReadValue(byte* p, int width)
    {
        var value = *(uint*)p;
        return width == PixelFormat.GreyWidth ? (value & 0xFF) * 0x010101 :
            width == PixelFormat.ColourWidth ? value & 0xFFFFFF : value;
    }
}
