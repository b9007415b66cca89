using System.Globalization;
using DreamStack.Ahead.Samples;
using Xunit;

namespace DreamStack.Ahead.Tests;

/// <summary>What C# means is what the translation does: each sample gives the same in Node as here.</summary>
public sealed class SampleTests
{
    private static readonly long[] s_numbers =
    [
        0, 1, -1, 2, 3, 7, 13, -13, 31, 33, 63, 100, -1000, 0x7f, 0x80, 0xffff, 0x8000, int.MaxValue, int.MinValue, uint.MaxValue, long.MaxValue, long.MinValue,
        // As floats and as doubles: 1, −2.5, 3e9, −1e20, the least, infinities, what is no number.
        0x3f800000, 0xc0200000, 0x4f32d05e, 0xe0ad78ec, 0x00000001, 0x7f800000, 0xff800000, 0x7fc00000, 0x80000000,
        0x3ff0000000000000, unchecked((long)0xc004000000000000), 0x41e65a0bc0000000, unchecked((long)0xc415af1d78b58c40), 0x7ff0000000000000, 0x7ff8000000000000, 0x43e0000000000000, 0x3fe0000000000001,
    ];

    [Fact]
    public async Task Every_sample_gives_in_WebAssembly_what_it_gives_here()
    {
        List<(int Sample, long A, long B)> calls = [];
        for (int sample = 0; sample < SampleList.All.Length; sample++)
        {
            foreach (long a in s_numbers)
            {
                foreach (long b in s_numbers) calls.Add((sample, a, b));
            }
        }

        string[] theirs = await BuiltModule.RunAsync("samples.mjs", BuiltModule.Of("DreamStack.Ahead.Samples"), calls.Select(call => string.Create(CultureInfo.InvariantCulture, $"{call.Sample} {call.A} {call.B}")));
        Assert.Equal(calls.Count, theirs.Length);
        SortedDictionary<string, string> wrong = [];
        for (int i = 0; i < calls.Count; i++)
        {
            (int sample, long a, long b) = calls[i];
            string ours = Ours(SampleList.All[sample], a, b);
            if (ours != theirs[i].Split(':')[0]) wrong.TryAdd(SampleList.All[sample].Name, $"({a}, {b}) is {ours} here and {theirs[i]} there");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Memory_that_nothing_leads_to_is_used_again()
    {
        int sample = Array.FindIndex(SampleList.All, s => s.Name == GarbageSamples.Large);
        // Two gigabytes go through it.
        string[] ends = await BuiltModule.RunAsync("memory.mjs", BuiltModule.Of("DreamStack.Ahead.Samples"), [$"{sample} 2000"]);
        Assert.InRange(int.Parse(Assert.Single(ends), CultureInfo.InvariantCulture), 1, 32);
    }

    private static string Ours(Sample sample, long a, long b)
    {
        try
        {
            return sample.Run(a, b).ToString(CultureInfo.InvariantCulture);
        }
        catch (ArithmeticException e)
        {
            return e.GetType().Name;
        }
    }
}
