using System.Runtime.InteropServices;

namespace DreamStack.Ahead.Samples;

/// <summary>Every sample, by its number.</summary>
public static class SampleList
{
    public static Sample[] All { get; } = [.. IntegerSamples.All, .. FloatSamples.All, .. ObjectSamples.All, .. GenericSamples.All, .. MemorySamples.All, .. GarbageSamples.All];

    [UnmanagedCallersOnly(EntryPoint = "run")]
    private static long Run(int sample, long a, long b) => All[sample].Run(a, b);
}
