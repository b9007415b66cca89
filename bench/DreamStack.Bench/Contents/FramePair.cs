using System.Runtime.InteropServices;

namespace DreamStack.Bench.Contents;

// Two successive frames, opaque RGBA, rows top-down.
internal sealed record FramePair(int Width, int Height, byte[] Previous, byte[] Current)
{
    public static FramePair Of(int width, int height, uint[] previous, uint[] current) => new(
        width, height, MemoryMarshal.AsBytes<uint>(previous).ToArray(), MemoryMarshal.AsBytes<uint>(current).ToArray());

    public byte[] Difference()
    {
        var difference = new byte[Current.Length];
        for (var i = 0; i < difference.Length; i++)
            difference[i] = (byte)(Current[i] ^ Previous[i]);
        return difference;
    }
}
