using CsCheck;
using DreamStack.Streaming.Codec;
using Xunit;

namespace DreamStack.Tests.Codec;

public sealed class RunLengthTests
{
    private static readonly Gen<byte[]> Contents = Gen.Select(Gen.Int[0, 3000], Gen.Int, Make);

    [Fact]
    public void What_was_coded_decodes_to_the_same_bytes_and_is_never_a_thousandth_longer() => Contents.Sample(raw =>
    {
        var coded = Coded.RunLength(raw, PixelKernels.Best);
        var back = new byte[raw.Length];
        Assert.True(RunLength.TryDecode(coded, back));
        Assert.Equal(raw, back);
        Assert.InRange(coded.Length, 0, raw.Length * 1.001 + 5);
    }, iter: 3000);

    [Theory, MemberData(nameof(PixelDeltaTests.Paths), MemberType = typeof(PixelDeltaTests))]
    public void Every_path_writes_the_bytes_of_the_scalar_path(int path) => Contents.Sample(raw =>
        Assert.Equal(Coded.RunLength(raw, PixelPath.Scalar), Coded.RunLength(raw, (PixelPath)path)), iter: 1000);

    [Fact]
    public void Any_other_raw_length_and_any_truncation_is_refused()
    {
        var raw = Make(300, 7);
        var coded = Coded.RunLength(raw, PixelKernels.Best);

        Assert.False(RunLength.TryDecode(coded, new byte[raw.Length - 1]));
        Assert.False(RunLength.TryDecode(coded, new byte[raw.Length + 1]));
        for (var length = 0; length < coded.Length; length++)
            Assert.False(RunLength.TryDecode(coded.AsSpan(0, length), new byte[raw.Length]));
    }

    [Theory]
    [InlineData("03", 1)]
    [InlineData("01", 1)]
    [InlineData("0041020602", 3)]
    [InlineData("FFFFFFFFFF0F", 16)]
    public void A_reserved_code_a_repeat_of_nothing_and_an_endless_token_are_refused(string hex, int rawLength) =>
        Assert.False(RunLength.TryDecode(Convert.FromHexString(hex), new byte[rawLength]));

    [Fact]
    public void Flat_pixels_and_silence_shrink_to_a_few_bytes()
    {
        var pixels = Enumerable.Range(0, 4000).Select(i => new byte[] { 9, 8, 7, 255 }[i % 4]).ToArray();
        Assert.InRange(Coded.RunLength(pixels, PixelKernels.Best).Length, 5, 10);
        Assert.InRange(Coded.RunLength(new byte[4000], PixelKernels.Best).Length, 5, 10);
    }

    [Fact]
    public void Coding_and_decoding_allocates_nothing()
    {
        var raw = Make(3000, 5);
        var coded = new byte[RunLength.MaxEncodedLength(raw.Length)];
        long Cost(int rounds)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < rounds; i++)
                RunLength.TryDecode(coded.AsSpan(0, RunLength.Encode(raw, coded)), raw);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Cost(10);
        Assert.Equal(0, Cost(100));
    }

    private static byte[] Make(int length, int seed)
    {
        var random = new Random(seed);
        var raw = new byte[length];
        for (var i = 0; i < length;)
        {
            var end = Math.Min(length, i + random.Next(1, random.Next(2) == 0 ? 20 : 400));
            var period = random.Next(5);
            for (var start = i; i < end; i++)
                raw[i] = period == 0 || i - start < period ? (byte)random.Next(256) : raw[i - period];
        }

        return raw;
    }
}
