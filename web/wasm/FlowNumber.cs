using DreamStack.Streaming.Flow;

namespace DreamStack.Streaming.Wasm;

/// <summary>Numbers as JavaScript has them: no 64-bit integers, Infinity for without bounds.</summary>
internal static class FlowNumber
{
    private const double LargestExact = 9_007_199_254_740_992;

    public static long Rate(double bytesPerSecond) =>
        bytesPerSecond >= LargestExact ? BandwidthThrottle.Unlimited : (long)bytesPerSecond;

    public static double Milliseconds(TimeSpan wait) => wait == Timeout.InfiniteTimeSpan ? -1 : wait.TotalMilliseconds;
}
