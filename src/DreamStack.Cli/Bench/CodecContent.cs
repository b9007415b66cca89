namespace DreamStack.Cli.Bench;

/// <summary>A picture and the next one, by what changes between them.</summary>
/// <param name="Name">What changes.</param>
/// <param name="Change">Turns the first picture's pixels into the next one's.</param>
internal sealed record CodecContent(string Name, Action<Span<uint>, Random> Change)
{
    private const uint Opaque = 0xFF00_0000;

    public static IReadOnlyList<CodecContent> All { get; } =
    [
        new("static", (_, _) => { }),
        new("1 % changed", (pixels, random) =>
        {
            for (int i = 0; i < pixels.Length / 100; i++) pixels[random.Next(pixels.Length)] = Opaque | (uint)random.Next();
        }),
        new("a moving block", (pixels, _) => pixels.Slice(pixels.Length / 3, pixels.Length / 20).Fill(Opaque | 0x4080C0)),
        new("every other pixel", (pixels, _) =>
        {
            for (int i = 0; i < pixels.Length; i += 2) pixels[i] ^= 0x00010203;
        }),
        new("noise", (pixels, random) =>
        {
            for (int i = 0; i < pixels.Length; i++) pixels[i] = Opaque | (uint)random.Next();
        }),
    ];
}
