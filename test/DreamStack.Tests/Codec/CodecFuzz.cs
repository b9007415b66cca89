using DreamStack.Streaming.Codec;

namespace DreamStack.Tests.Codec;

// Feeds broken payloads to every path, between guard pages. A payload that is refused leaves the picture as it was; one that
// is taken gives the same picture on every path.
internal sealed class CodecFuzz : IDisposable
{
    private const int MostPixels = 3000;
    private const int MostCoded = 16_000;
    private readonly Random random;
    private readonly (PicturePair Pair, byte[] Xor, byte[] Replace, byte[] Packed)[] samples;
    private readonly PixelPath[] paths = [.. Enum.GetValues<PixelPath>().Where(path => path != PixelPath.Scalar && PixelKernels.IsSupported(path))];
    private readonly GuardedMemory[] payloads = [new(MostCoded, atEnd: true), new(MostCoded, atEnd: false)];
    private readonly GuardedMemory[] pictures = [new(MostPixels * 4, atEnd: true), new(MostPixels * 4, atEnd: false)];
    private readonly byte[] broken = new byte[MostCoded];
    private readonly byte[] expected = new byte[MostPixels * 4];

    public CodecFuzz(int seed)
    {
        random = new Random(seed);
        samples = [.. Enumerable.Range(0, 200).Select(i => Sample(seed * 1000 + i))];
    }

    public long Taken { get; private set; }

    public long Refused { get; private set; }

    public void Dispose()
    {
        foreach (var memory in (GuardedMemory[])[.. payloads, .. pictures])
            memory.Dispose();
    }

    // One broken payload through the scalar path, another path and, by turns, the run-length decoder.
    public void Step()
    {
        var (pair, xor, replace, packed) = samples[random.Next(samples.Length)];
        var other = samples[random.Next(samples.Length)];
        var isXor = random.Next(2) == 0;
        var length = PayloadMutator.Mutate(random, isXor ? xor : replace, isXor ? other.Xor : other.Replace, broken, MostCoded);
        var path = paths.Length == 0 ? PixelPath.Scalar : paths[random.Next(paths.Length)];
        var right = expected.AsSpan(0, pair.Previous.Length);
        pair.Previous.CopyTo(right);
        var taken = Apply(isXor, length, pair.Previous, PixelPath.Scalar, right);
        Require(taken || right.SequenceEqual(pair.Previous), "a refused payload left its mark");
        Require(Apply(isXor, length, pair.Previous, path, right) == taken, "two paths disagree on a payload");
        _ = taken ? Taken++ : Refused++;

        if (random.Next(4) != 0)
            return;
        length = PayloadMutator.Mutate(random, packed, other.Packed, broken, MostCoded);
        Unpack(length, Math.Max(0, random.Next(4) == 0 ? random.Next(MostPixels * 4) : pair.Previous.Length));
    }

    private bool Apply(bool isXor, int length, byte[] before, PixelPath path, Span<byte> right)
    {
        var (from, to) = (payloads[random.Next(2)], pictures[random.Next(2)]);
        var payload = from.Take(length);
        broken.AsSpan(0, length).CopyTo(payload);
        var picture = to.Take(before.Length);
        before.CopyTo(picture);
        var taken = isXor ? PixelDelta.TryApplyXor(payload, picture, path) : PixelDelta.TryApplyReplace(payload, picture, path);
        Require(to.IsIntact(before.Length) && from.IsIntact(length), "bytes outside were written");
        if (path == PixelPath.Scalar)
            picture.CopyTo(right);
        else
            Require(picture.SequenceEqual(right), "two paths made different pictures");
        return taken;
    }

    private void Unpack(int length, int rawLength)
    {
        var (from, to) = (payloads[random.Next(2)], pictures[random.Next(2)]);
        var payload = from.Take(length);
        broken.AsSpan(0, length).CopyTo(payload);
        _ = RunLength.TryDecode(payload, to.Take(rawLength)) ? Taken++ : Refused++;
        Require(to.IsIntact(rawLength) && from.IsIntact(length), "the run-length decoder wrote outside");
    }

    private static (PicturePair Pair, byte[] Xor, byte[] Replace, byte[] Packed) Sample(int seed)
    {
        var random = new Random(seed);
        var pixels = random.Next(3) == 0 ? random.Next(MostPixels) : random.Next(1, 200);
        if (random.Next(6) == 0)
            pixels = 1024 * random.Next(1, 3);
        var pair = PicturePair.Make(pixels, seed);
        return (pair, Coded.Xor(pair, PixelPath.Scalar), Coded.Replace(pair, PixelPath.Scalar),
            Coded.RunLength(pair.Current, PixelPath.Scalar));
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
            throw new InvalidOperationException(otherwise);
    }
}
