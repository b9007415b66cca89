using CsCheck;
using DreamStack.Streaming.Codec;
using Xunit;

namespace DreamStack.Tests.Codec;

public sealed class PixelDeltaTests
{
    private static readonly byte[] Black = [0, 0, 0, 255];

    private static readonly Gen<PicturePair> Pairs =
        Gen.Select(Gen.OneOf(Gen.Int[0, PicturePair.OddSizes.Length - 1].Select(i => PicturePair.OddSizes[i]), Gen.Int[0, 6000]), Gen.Int, PicturePair.Make);

    [Theory, MemberData(nameof(Paths))]
    public void A_delta_applied_to_the_base_gives_the_picture_and_so_does_replace_without_one(int path) =>
        Pairs.Sample(pair => AssertRoundTrips(pair, (PixelPath)path), iter: 3000);

    [Theory, MemberData(nameof(Paths))]
    public void Every_path_writes_the_bytes_of_the_scalar_path(int path) => Pairs.Sample(pair =>
    {
        Assert.Equal(Coded.Xor(pair, PixelPath.Scalar), Coded.Xor(pair, (PixelPath)path));
        Assert.Equal(Coded.Replace(pair, PixelPath.Scalar), Coded.Replace(pair, (PixelPath)path));
        Assert.Equal(Coded.OverBlack(pair, PixelPath.Scalar), Coded.OverBlack(pair, (PixelPath)path));
    }, iter: 3000);

    [Theory, MemberData(nameof(Paths))]
    public void No_picture_codes_to_more_than_a_thousandth_over_its_raw_size(int path) => Pairs.Sample(pair =>
    {
        var most = pair.Current.Length * 1.001 + 5;
        Assert.InRange(Coded.Xor(pair, (PixelPath)path).Length, 0, most);
        Assert.InRange(Coded.Replace(pair, (PixelPath)path).Length, 0, most);
        Assert.InRange(Coded.OverBlack(pair, (PixelPath)path).Length, 0, most);
    }, iter: 1000);

    [Theory, MemberData(nameof(Paths))]
    public void A_delta_cut_anywhere_is_refused_untouched_or_ends_at_a_segment(int path)
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var pair = PicturePair.Make(PicturePair.OddSizes[seed % PicturePair.OddSizes.Length], seed);
            var coded = Coded.Xor(pair, (PixelPath)path);
            var taken = 0;
            for (var length = 1; length < coded.Length; length++)
            {
                var picture = pair.Previous.ToArray();
                if (PixelDelta.TryApplyXor(coded.AsSpan(0, length), picture, (PixelPath)path))
                    taken++;
                else
                    Assert.Equal(pair.Previous, picture);
            }

            // A segment covers a group or more, and a group of 1,024 pixels or less ends at most one way.
            Assert.InRange(taken, 0, pair.Previous.Length / 4096 * 2);
        }
    }

    [Fact]
    public void A_picture_that_did_not_change_codes_to_nothing()
    {
        var pair = PicturePair.Make(5000, 1);
        var same = pair with { Current = pair.Previous };

        Assert.Empty(Coded.Xor(same, PixelKernels.Best));
        Assert.Empty(Coded.Replace(same, PixelKernels.Best));
        var picture = pair.Previous.ToArray();
        Assert.True(PixelDelta.TryApplyXor([], picture));
        Assert.Equal(pair.Previous, picture);
    }

    [Fact]
    public void A_flat_picture_over_black_codes_to_a_handful_of_bytes()
    {
        var flat = new byte[1280 * 720 * 4];
        for (var i = 0; i < flat.Length; i += 4)
            (flat[i], flat[i + 1], flat[i + 2], flat[i + 3]) = (10, 20, 30, 255);

        Assert.InRange(Coded.OverBlack(new PicturePair(flat, flat), PixelKernels.Best).Length, 1, 8);
    }

    [Fact]
    public void Pictures_of_unequal_size_broken_pixels_and_short_destinations_are_refused()
    {
        var room = new byte[1000];
        Assert.Throws<ArgumentException>(() => PixelDelta.EncodeXor(new byte[8], new byte[4], room));
        Assert.Throws<ArgumentException>(() => PixelDelta.EncodeXor(new byte[7], new byte[7], room));
        Assert.Throws<ArgumentException>(() => PixelDelta.EncodeReplace(new byte[8], new byte[8], new byte[PixelDelta.MaxEncodedLength(2) - 1]));
        Assert.Throws<ArgumentException>(() => PixelDelta.EncodeXorOverBlack(new byte[8], new byte[PixelDelta.MaxEncodedLength(2) - 1]));
        Assert.Throws<ArgumentException>(() => PixelDelta.TryApplyXor(room, new byte[6]));
        Assert.Throws<ArgumentOutOfRangeException>(() => PixelDelta.MaxEncodedLength(-1));
        Assert.Throws<OverflowException>(() => PixelDelta.MaxEncodedLength(int.MaxValue));
    }

    [Fact]
    public void A_pair_coded_and_applied_again_and_again_allocates_nothing()
    {
        var pair = PicturePair.Make(5000, 3);
        var coded = new byte[PixelDelta.MaxEncodedLength(5000)];
        var picture = pair.Previous.ToArray();
        long Cost(int rounds)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < rounds; i++)
            {
                var length = PixelDelta.EncodeXor(pair.Current, pair.Previous, coded);
                PixelDelta.TryApplyXor(coded.AsSpan(0, length), picture);
                length = PixelDelta.EncodeReplace(pair.Current, pair.Previous, coded);
                PixelDelta.TryApplyReplace(coded.AsSpan(0, length), picture);
                PixelDelta.EncodeXorOverBlack(pair.Current, coded);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Cost(10);
        Assert.Equal(0, Cost(100));
    }

    public static TheoryData<int> Paths()
    {
        var data = new TheoryData<int>();
        foreach (var path in Enum.GetValues<PixelPath>().Where(PixelKernels.IsSupported))
            data.Add((int)path);
        return data;
    }

    private static void AssertRoundTrips(PicturePair pair, PixelPath path)
    {
        var picture = pair.Previous.ToArray();
        Assert.True(PixelDelta.TryApplyXor(Coded.Xor(pair, path), picture, path));
        Assert.Equal(pair.Current, picture);

        picture = pair.Previous.ToArray();
        Assert.True(PixelDelta.TryApplyReplace(Coded.Replace(pair, path), picture, path));
        Assert.Equal(pair.Current, picture);
        Assert.True(PixelDelta.TryApplyReplace(Coded.Replace(pair, path), picture, path));
        Assert.Equal(pair.Current, picture);

        for (var i = 0; i < picture.Length; i++)
            picture[i] = Black[i % 4];
        Assert.True(PixelDelta.TryApplyXor(Coded.OverBlack(pair, path), picture, path));
        Assert.Equal(pair.Current, picture);
    }
}
