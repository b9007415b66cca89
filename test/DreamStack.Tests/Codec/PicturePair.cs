namespace DreamStack.Tests.Codec;

// Two pictures of one size, made from a seed so that every kind of block and segment turns up.
internal sealed record PicturePair(byte[] Previous, byte[] Current)
{
    public static readonly int[] OddSizes = [0, 1, 2, 15, 16, 17, 31, 33, 63, 64, 65, 255, 1008, 1023, 1024, 1025, 1040, 2047, 2048, 2049, 5000];

    public static PicturePair Make(int pixels, int seed)
    {
        var random = new Random(seed);
        var previous = new uint[pixels];
        var opaque = random.Next(4) != 0;
        var grey = random.Next(3) == 0;
        for (var i = 0; i < pixels;)
            i = Paint(random, previous, i, random.Next(1, 600), opaque, grey);
        var current = (uint[])previous.Clone();
        var strokes = random.Next(6) == 0 ? pixels / 4 : random.Next(0, 12);
        for (var stroke = 0; stroke < strokes && pixels > 0; stroke++)
            Paint(random, current, random.Next(pixels), random.Next(10) == 0 ? 3000 : random.Next(1, 40), opaque, grey);
        return new PicturePair(Bytes(previous), Bytes(current));
    }

    private static int Paint(Random random, uint[] picture, int from, int length, bool opaque, bool grey)
    {
        var style = random.Next(4);
        var flat = Colour(random, opaque, grey);
        var end = Math.Min(picture.Length, from + length);
        for (var i = from; i < end; i++)
        {
            picture[i] = style switch
            {
                0 => flat,
                1 => Colour(random, opaque, grey),
                2 => random.Next(5) == 0 ? Colour(random, opaque, grey) : picture[i],
                _ => random.Next(5) == 0 ? flat = Colour(random, opaque, grey) : flat,
            };
        }

        return end;
    }

    private static uint Colour(Random random, bool opaque, bool grey)
    {
        var value = grey ? (uint)random.Next(256) * 0x010101 : (uint)random.Next(1 << 24);
        return value | (opaque ? 0xFF000000 : (uint)random.Next(256) << 24);
    }

    private static byte[] Bytes(uint[] picture) => System.Runtime.InteropServices.MemoryMarshal.AsBytes<uint>(picture).ToArray();
}
