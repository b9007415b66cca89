using System.Runtime.CompilerServices;

namespace DreamStack.Streaming.Codec;

// The wide work inside one group, one class for each path. Vector paths take whole groups of 1,024 pixels; a
// shorter last group always runs scalar. Every path of a kernel leaves the same bytes.
internal static unsafe class PixelKernels
{
    public static readonly PixelPath Best =
        Vector512Pixels.IsSupported && Vector512Masks.IsSupported && BlockMask.IsSupported ? PixelPath.Vector512 :
        Vector256Pixels.IsSupported && BlockMask.IsSupported ? PixelPath.Vector256 :
        Vector128Pixels.IsSupported ? PixelPath.Vector128 :
        PixelPath.Scalar;

    public static bool IsSupported(PixelPath path) => path <= Best;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static PixelPath PathFor(int count, PixelPath path) => count == PixelFormat.GroupPixels ? path : PixelPath.Scalar;

    // Whether no pixel differs.
    public static bool Same(uint* current, uint* previous, int count, PixelPath path) => PathFor(count, path) switch
    {
        PixelPath.Vector512 => Vector512Pixels.Same(current, previous),
        PixelPath.Vector256 => Vector256Pixels.Same(current, previous),
        PixelPath.Vector128 => Vector128Pixels.Same(current, previous),
        _ => ScalarPixels.Same(current, previous, count),
    };

    // Whether a whole group looks like noise: in eight of its blocks every pixel changed and none has its left neighbour's value.
    public static bool IsNoise(uint* current, uint* previous, uint flip, uint select, int count, PixelPath path)
    {
        if (count != PixelFormat.GroupPixels)
            return false;
        for (var i = 0; i < PixelFormat.GroupPixels; i += PixelFormat.NoiseStride)
        {
            if (!(path == PixelPath.Vector512 ? Vector512Pixels.IsNoise(current + i, previous + i, flip, select) :
                path == PixelPath.Scalar ? ScalarPixels.IsNoise(current + i, previous + i, flip, select) :
                Vector128Pixels.IsNoise(current + i, previous + i, flip, select)))
                return false;
        }

        return true;
    }

    // Fills 1,024 bits "unchanged", then 1,024 bits "this value is its left neighbour's"; answers the OR of value ^ value >> 8,
    // whose top byte tells of alpha and whose low 16 bits tell of colour.
    public static uint Scan(uint* current, uint* previous, uint flip, uint select, int count, ulong* bits, PixelPath path) =>
        PathFor(count, path) switch
        {
            PixelPath.Vector512 => Vector512Pixels.Scan(current, previous, flip, select, bits),
            PixelPath.Vector256 => Vector256Pixels.Scan(current, previous, flip, select, bits),
            PixelPath.Vector128 => Vector128Pixels.Scan(current, previous, flip, select, bits),
            _ => ScalarPixels.Scan(current, previous, flip, select, count, bits),
        };

    // Writes the values of the novel pixels of each changed block; may write up to Slack bytes more than it answers.
    public static byte* Pack(uint* current, uint* previous, uint flip, uint select, int count, ulong blocks, ushort* novel,
        int width, byte* destination, PixelPath path) => PathFor(count, path) switch
        {
            PixelPath.Vector512 => Vector512Pixels.Pack(current, previous, flip, select, blocks, novel, width, destination),
            PixelPath.Vector256 => Vector256Pixels.Pack(current, previous, flip, select, blocks, novel, width, destination),
            PixelPath.Vector128 => Vector128Pixels.Pack(current, previous, flip, select, blocks, novel, width, destination),
            _ => ScalarPixels.Pack(current, previous, flip, select, blocks, novel, width, destination),
        };

    // Writes the values of all pixels; features is what Scan answers.
    public static byte* PackAll(uint* current, uint* previous, uint flip, uint select, int count, int width,
        byte* destination, uint* features, PixelPath path) => PathFor(count, path) switch
        {
            PixelPath.Vector512 => Vector512Pixels.PackAll(current, previous, flip, select, width, destination, features),
            PixelPath.Vector256 => Vector256Pixels.PackAll(current, previous, flip, select, width, destination, features),
            PixelPath.Vector128 => Vector128Pixels.PackAll(current, previous, flip, select, width, destination, features),
            _ => ScalarPixels.PackAll(current, previous, flip, select, count, width, destination, features),
        };

    // Gives each changed pixel of each changed block its value: the next one where novel, the last one read otherwise.
    // Reads up to Slack bytes past the last value and 4 before the first.
    public static void Unpack(byte* source, uint* picture, uint flip, uint select, int count, ulong blocks, ushort* changed,
        ushort* novel, int width, PixelPath path)
    {
        switch (PathFor(count, path))
        {
            case PixelPath.Vector512:
                Vector512Pixels.Unpack(source, picture, flip, select, blocks, changed, novel, width);
                break;
            case PixelPath.Vector256:
                Vector256Pixels.Unpack(source, picture, flip, select, blocks, changed, novel, width);
                break;
            case PixelPath.Vector128:
                Vector128Pixels.Unpack(source, picture, flip, select, blocks, changed, novel, width);
                break;
            default:
                ScalarPixels.Unpack(source, picture, flip, select, blocks, changed, novel, width);
                break;
        }
    }

    // Gives every pixel the next value.
    public static void UnpackAll(byte* source, uint* picture, uint flip, uint select, int count, int width, PixelPath path)
    {
        switch (PathFor(count, path))
        {
            case PixelPath.Vector512:
                Vector512Pixels.UnpackAll(source, picture, flip, select, width);
                break;
            case PixelPath.Vector256:
                Vector256Pixels.UnpackAll(source, picture, flip, select, width);
                break;
            case PixelPath.Vector128:
                Vector128Pixels.UnpackAll(source, picture, flip, select, width);
                break;
            default:
                ScalarPixels.UnpackAll(source, picture, flip, select, count, width);
                break;
        }
    }

    // Gives every pixel the same value.
    public static void Fill(uint* picture, uint flip, uint select, nint count, uint value, PixelPath path)
    {
        switch (path)
        {
            case PixelPath.Vector512:
            case PixelPath.Vector256:
            case PixelPath.Vector128:
                Vector128Pixels.Fill(picture, flip, select, count, value);
                break;
            default:
                ScalarPixels.Fill(picture, flip, select, count, value);
                break;
        }
    }

    // Turns unchanged into changed and equals-left into novel (changed, and not a changed left neighbour's value); answers the
    // changed blocks.
    public static ulong Summarise(ulong* bits, int* novelTotal, int count, PixelPath path) => PathFor(count, path) switch
    {
        PixelPath.Vector512 => Vector512Masks.Summarise(bits, novelTotal),
        _ => ScalarMasks.Summarise(bits, novelTotal),
    };

    // Writes the planes and pixel masks of the changed blocks; may write up to Slack bytes more than it answers.
    public static byte* WriteMasks(byte* p, ushort* changed, ushort* novel, ulong blocks, int count, PixelPath path) =>
        PathFor(count, path) switch
        {
            PixelPath.Vector512 => Vector512Masks.Write(p, changed, novel, blocks),
            _ => ScalarMasks.Write(p, changed, novel, blocks, count),
        };

    // Reads them back, with the number of values they ask for; null for masks that no encoder writes.
    public static byte* ReadMasks(byte* p, ulong blocks, int count, ushort* changed, ushort* novel, int* values, PixelPath path) =>
        PathFor(count, path) switch
        {
            PixelPath.Vector512 => Vector512Masks.Read(p, blocks, changed, novel, values),
            _ => ScalarMasks.Read(p, blocks, count, changed, novel, values),
        };

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
