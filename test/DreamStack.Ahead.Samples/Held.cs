using System.Runtime.CompilerServices;

namespace DreamStack.Ahead.Samples;

internal static class Held<T>
    where T : unmanaged
{
    private static long s_count;

    public static int Size => Unsafe.SizeOf<T>();

    public static long Count(long by) => ++s_count + (by & 1) - s_count;
}
