using System.Globalization;
using DreamStack.Streaming.Codec;
using DreamStack.Tests.House;
using Xunit;

namespace DreamStack.Tests.Codec;

// docs/codec.md is normative: its examples are what the code writes and reads.
public sealed class CodecDocumentTests
{
    private static readonly string[] Document = File.ReadAllLines(Repository.PathOf("docs/codec.md"));

    [Theory, MemberData(nameof(PixelDeltaTests.Paths), MemberType = typeof(PixelDeltaTests))]
    public void The_delta_examples_are_what_every_path_writes_and_reads(int path)
    {
        var examples = Examples("```delta ").ToArray();
        Assert.InRange(examples.Length, 6, 100);
        foreach (var (title, lines) in examples)
        {
            var pair = new PicturePair(Picture(lines[0], "previous "), Picture(lines[1], "current "));
            var expected = Bytes(lines[2..]);
            var isXor = title == "xor";
            Assert.Equal(expected, isXor ? Coded.Xor(pair, (PixelPath)path) : Coded.Replace(pair, (PixelPath)path));
            var picture = pair.Previous.ToArray();
            Assert.True(isXor ? PixelDelta.TryApplyXor(expected, picture, (PixelPath)path) : PixelDelta.TryApplyReplace(expected, picture, (PixelPath)path));
            Assert.Equal(pair.Current, picture);
        }
    }

    [Fact]
    public void The_run_length_examples_are_what_the_code_writes_and_reads()
    {
        var examples = Examples("```run-length").ToArray();
        Assert.InRange(examples.Length, 2, 100);
        foreach (var (_, lines) in examples)
        {
            Assert.StartsWith("raw ", lines[0], StringComparison.Ordinal);
            var raw = Bytes([lines[0][4..]]);
            var expected = Bytes(lines[1..]);
            Assert.Equal(expected, Coded.RunLength(raw, PixelKernels.Best));
            var back = new byte[raw.Length];
            Assert.True(RunLength.TryDecode(expected, back));
            Assert.Equal(raw, back);
        }
    }

    private static IEnumerable<(string Title, string[] Lines)> Examples(string fence)
    {
        for (var i = 0; i < Document.Length; i++)
        {
            if (Document[i].StartsWith(fence, StringComparison.Ordinal))
                yield return (Document[i][fence.Length..], [.. Document.Skip(i + 1).TakeWhile(line => line != "```")]);
        }
    }

    // "4 x 0F1420FF, 1 x 800A90FF": runs of RGBA pixels.
    private static byte[] Picture(string line, string label)
    {
        Assert.StartsWith(label, line, StringComparison.Ordinal);
        return [.. line[label.Length..].Split(", ").SelectMany(run =>
        {
            var parts = run.Split(" x ");
            var count = int.Parse(parts[0], CultureInfo.InvariantCulture);
            return Enumerable.Repeat(Convert.FromHexString(parts[1]), count).SelectMany(pixel => pixel);
        })];
    }

    private static byte[] Bytes(string[] lines) =>
        Convert.FromHexString(string.Concat(lines.Select(line => line.Split(';')[0].Replace(" ", "", StringComparison.Ordinal))));
}
