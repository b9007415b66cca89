using Xunit;

namespace DreamStack.Tests.Flow;

/// <summary>Counts what a warm step allocates.</summary>
internal static class Allocations
{
    public static void AreNone(Action step, int warm = 20, int rounds = 200)
    {
        for (int i = 0; i < warm; i++) step();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < rounds; i++) step();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
