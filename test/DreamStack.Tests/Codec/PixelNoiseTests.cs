using System.Runtime.InteropServices;
using DreamStack.Streaming.Codec;
using Xunit;

namespace DreamStack.Tests.Codec;

// Groups of which every pixel is random, and the same with one pixel that spoils it.
public sealed class PixelNoiseTests
{
    private const int Pixels = PixelFormat.GroupPixels * 3 + 40;
    private const byte RawColour = (PixelFormat.RawSegment << 6) | PixelFormat.ColourWidth;
    private const byte RawFull = (PixelFormat.RawSegment << 6) | PixelFormat.FullWidth;
    private const byte BlocksColour = (PixelFormat.BlocksSegment << 6) | PixelFormat.ColourWidth;

    [Theory, MemberData(nameof(Paths))]
    public void A_group_of_noise_is_raw_and_one_spoilt_pixel_changes_the_same_bytes_on_every_path(int path)
    {
        for (var spoilt = 0; spoilt < PixelFormat.GroupPixels; spoilt++)
        {
            foreach (var repeats in (bool[])[true, false])
            {
                var pair = Noise(spoilt, repeats);
                Assert.Equal(RawColour, Coded.Xor(pair, (PixelPath)path)[0]);
                Assert.Equal(Coded.Xor(pair, PixelPath.Scalar), Coded.Xor(pair, (PixelPath)path));
                Assert.Equal(Coded.Replace(pair, PixelPath.Scalar), Coded.Replace(pair, (PixelPath)path));
            }
        }
    }

    [Theory, MemberData(nameof(Paths))]
    public void Only_all_the_watched_blocks_make_noise(int path)
    {
        var (previous, current) = Pictures();
        // Everything but the watched blocks stays: noise to whoever looks at those alone.
        for (var i = 0; i < PixelFormat.GroupPixels; i++)
        {
            if (i % PixelFormat.NoiseStride >= PixelFormat.BlockPixels)
                current[i] = previous[i];
        }

        Assert.Equal(RawColour, Coded.Xor(Pair(previous, current), (PixelPath)path)[0]);
        current[PixelFormat.NoiseStride * 7 + 15] = previous[PixelFormat.NoiseStride * 7 + 15];
        Assert.Equal(BlocksColour, Coded.Xor(Pair(previous, current), (PixelPath)path)[0]);
    }

    [Theory, MemberData(nameof(Paths))]
    public void Noise_with_one_alpha_is_raw_in_full_and_the_next_group_in_colour_again(int path)
    {
        var (previous, current) = Pictures();
        current[777] ^= 0x01000000;
        var coded = Coded.Xor(Pair(previous, current), (PixelPath)path);

        Assert.Equal(RawFull, coded[0]);
        Assert.Equal(RawColour, coded[1 + PixelFormat.GroupPixels * 4]);
    }

    [Theory, MemberData(nameof(Paths))]
    public void Noise_is_applied_to_a_picture_wherever_it_lies(int path)
    {
        var pair = Noise(0, false);
        byte[] xor = Coded.Xor(pair, (PixelPath)path), replace = Coded.Replace(pair, (PixelPath)path);
        var room = new byte[pair.Previous.Length + 128];
        for (var at = 0; at <= 128; at++)
        {
            var picture = room.AsSpan(at, pair.Previous.Length);
            room.AsSpan().Fill(0x5A);
            pair.Previous.CopyTo(picture);
            Assert.True(PixelDelta.TryApplyXor(xor, picture, (PixelPath)path));
            Assert.Equal(pair.Current, picture);
            pair.Previous.CopyTo(picture);
            Assert.True(PixelDelta.TryApplyReplace(replace, picture, (PixelPath)path));
            Assert.Equal(pair.Current, picture);
            Assert.False(room.AsSpan(0, at).ContainsAnyExcept((byte)0x5A));
            Assert.False(room.AsSpan(at + picture.Length).ContainsAnyExcept((byte)0x5A));
        }
    }

    public static TheoryData<int> Paths() => PixelDeltaTests.Paths();

    private static PicturePair Noise(int spoilt, bool repeats)
    {
        var (previous, current) = Pictures();
        current[spoilt] = !repeats ? previous[spoilt] :
            spoilt == 0 ? current[0] : previous[spoilt] ^ current[spoilt - 1] ^ previous[spoilt - 1];
        return Pair(previous, current);
    }

    private static (uint[] Previous, uint[] Current) Pictures()
    {
        var random = new Random(5);
        var previous = new uint[Pixels];
        var current = new uint[Pixels];
        for (var i = 0; i < Pixels; i++)
        {
            previous[i] = (uint)random.Next(1 << 24) | 0xFF000000;
            current[i] = (uint)random.Next(1 << 24) | 0xFF000000;
        }

        return (previous, current);
    }

    private static PicturePair Pair(uint[] previous, uint[] current) =>
        new(MemoryMarshal.AsBytes<uint>(previous).ToArray(), MemoryMarshal.AsBytes<uint>(current).ToArray());
}
