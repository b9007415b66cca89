namespace DreamStack.Tests.Codec;

// Breaks payloads the way bad peers and bad luck do.
internal static class PayloadMutator
{
    private static readonly byte[] Telling = [0, 1, 2, 3, 0x3E, 0x3F, 0x40, 0x41, 0x7F, 0x80, 0x81, 0x82, 0xBE, 0xBF, 0xC0, 0xC1, 0xC2, 0xFE, 0xFF];

    // Writes a broken copy of `payload` into `into` and answers its length, at most `most`.
    public static int Mutate(Random random, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> other, Span<byte> into, int most)
    {
        var length = Math.Min(payload.Length, most);
        payload[..length].CopyTo(into);
        for (var times = random.Next(1, 5); times > 0; times--)
            length = MutateOnce(random, other, into, length, most);
        return length;
    }

    private static int MutateOnce(Random random, ReadOnlySpan<byte> other, Span<byte> into, int length, int most)
    {
        if (length == 0)
        {
            random.NextBytes(into[..Math.Min(most, 40)]);
            return random.Next(Math.Min(most, 40));
        }

        // Half of the blows land near the start, where a segment's head is.
        var at = random.Next(random.Next(2) == 0 ? Math.Min(length, 24) : length);
        switch (random.Next(8))
        {
            case 0:
                into[at] ^= (byte)(1 << random.Next(8));
                return length;
            case 1:
                into[at] = Telling[random.Next(Telling.Length)];
                return length;
            case 2:
                into[at] = (byte)random.Next(256);
                return length;
            case 3:
                return at;
            case 4:
                var cut = Math.Min(random.Next(1, 9), length - at);
                into[(at + cut)..length].CopyTo(into[at..]);
                return length - cut;
            case 5:
                var grown = Math.Min(random.Next(1, 9), most - length);
                into[at..length].CopyTo(into[(at + grown)..]);
                random.NextBytes(into.Slice(at, grown));
                return length + grown;
            case 6:
                var spliced = Math.Min(random.Next(other.Length + 1), length - at);
                other[..spliced].CopyTo(into[at..]);
                return length;
            default:
                random.NextBytes(into.Slice(at, Math.Min(random.Next(1, 17), length - at)));
                return length;
        }
    }
}
