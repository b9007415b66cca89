using CsCheck;
using DreamStack.Streaming.Codec;
using Xunit;

namespace DreamStack.Tests.Codec;

public sealed class TileMarksTests
{
    [Fact]
    public void The_newer_tiles_bring_any_older_picture_to_the_current_one() =>
        Gen.Select(Gen.Int[1, 5000], Gen.Int[0, 99], Gen.Int[1, 12]).Sample((pixels, seed, changes) =>
        {
            var random = new Random(seed);
            byte[] current = Opaque(random, pixels);
            var tiles = new TileMarks();
            tiles.MarkAll(pixels, 0);
            List<byte[]> history = [[.. current]];
            byte[] coded = new byte[PixelDelta.MaxEncodedLength(pixels)];
            for (int change = 1; change <= changes; change++)
            {
                byte[] next = [.. current];
                for (int i = random.Next(4); i > 0; i--) next[(random.Next(pixels) * 4) + random.Next(3)] ^= 0x55;
                int length = PixelDelta.EncodeXor(next, current, coded);
                Assert.True(PixelDelta.TryApplyXor(coded.AsSpan(0, length), current, tiles, change));
                history.Add([.. current]);
            }

            for (int since = 0; since <= changes; since++)
            {
                byte[] behind = [.. history[since]];
                int length = PixelDelta.EncodeTiles(current, tiles, since, coded);
                Assert.True(PixelDelta.TryApplyReplace(coded.AsSpan(0, length), behind));
                Assert.True(behind.AsSpan().SequenceEqual(current));
                Assert.Equal(tiles.CountSince(since) == 0, length == 0);
            }
        });

    [Fact]
    public void A_replaced_tile_is_marked_as_a_changed_one_is()
    {
        byte[] before = Opaque(new Random(1), 3000);
        byte[] after = [.. before];
        after[^2] ^= 1;
        byte[] coded = new byte[PixelDelta.MaxEncodedLength(3000)];
        int length = PixelDelta.EncodeReplace(after, before, coded);
        var tiles = new TileMarks();
        tiles.MarkAll(3000, 4);

        Assert.True(PixelDelta.TryApplyReplace(coded.AsSpan(0, length), before, tiles, 5));

        Assert.Equal((1, 3), (tiles.CountSince(4), tiles.CountSince(3)));
    }

    [Fact]
    public void Tiles_of_another_size_are_refused()
    {
        var tiles = new TileMarks();
        tiles.MarkAll(100, 1);

        Assert.Throws<ArgumentException>(() => PixelDelta.TryApplyXor([0x41, 1, 2, 3], new byte[200 * 4], tiles, 2));
    }

    [Fact]
    public void Each_tile_says_whether_it_is_newer()
    {
        TileMarks tiles = new();
        byte[] picture = new byte[4096 * 4];
        tiles.MarkAll(4096, 5);
        byte[] other = (byte[])picture.Clone();
        other[2050 * 4] = 1;
        byte[] coded = new byte[PixelDelta.MaxEncodedLength(4096)];
        int length = PixelDelta.EncodeXor(other, picture, coded);
        Assert.True(PixelDelta.TryApplyXor(coded.AsSpan(0, length), picture, tiles, 6));

        byte[] mask = [9, 9, 9, 9, 9];
        tiles.CopyNewer(5, mask);
        Assert.Equal([0, 0, 1, 0, 9], mask);
        tiles.CopyNewer(4, mask);
        Assert.Equal([1, 1, 1, 1, 9], mask);
    }

    private static byte[] Opaque(Random random, int pixels)
    {
        byte[] picture = new byte[pixels * 4];
        random.NextBytes(picture);
        for (int i = 3; i < picture.Length; i += 4) picture[i] = 255;
        return picture;
    }
}
