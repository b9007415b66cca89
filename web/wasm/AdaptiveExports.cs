using System.Runtime.InteropServices.JavaScript;
using DreamStack.Streaming.Flow;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Inputs;

namespace DreamStack.Streaming.Wasm;

/// <summary>The choice of a quality step, as JavaScript calls it: steps are their place in <see cref="QualityStep"/>.</summary>
internal static partial class AdaptiveExports
{
    [JSExport]
    public static int Open(int start, int best, int worst)
    {
        AdaptiveBitrateOptions options = new()
        {
            Start = (QualityStep)start,
            Best = (QualityStep)best,
            Worst = (QualityStep)worst,
        };
        return FlowObjects.Keep(new AdaptiveLink(FlowClock.Shared, options));
    }

    [JSExport]
    public static void Sent(int handle, int seq, int bytes) => FlowObjects.Get<AdaptiveLink>(handle).Sent((ushort)seq, bytes);

    [JSExport]
    public static void Drained(int handle, double bytes) => FlowObjects.Get<AdaptiveLink>(handle).Link.Drained((long)bytes);

    [JSExport]
    public static void LeftOut(int handle, int pictures) => FlowObjects.Get<AdaptiveLink>(handle).Quality.LeftOut(pictures);

    [JSExport]
    public static void Acked(int handle, int decoded, int shown, double clockMs) =>
        FlowObjects.Get<AdaptiveLink>(handle).Quality.Acked(new AckInput((ushort)decoded, (ushort)shown, (uint)clockMs));

    [JSExport]
    public static void Expect(int handle, int step, double bytesPerSecond) =>
        FlowObjects.Get<AdaptiveLink>(handle).Quality.Expect((QualityStep)step, (long)bytesPerSecond);

    [JSExport]
    public static void Allow(int handle, int best, int worst) =>
        FlowObjects.Get<AdaptiveLink>(handle).Quality.Allow((QualityStep)best, (QualityStep)worst);

    /// <summary>Judges the link; true when the step changed.</summary>
    [JSExport]
    public static bool Update(int handle) => FlowObjects.Get<AdaptiveLink>(handle).Quality.Update();

    [JSExport]
    public static int Step(int handle) => (int)FlowObjects.Get<AdaptiveLink>(handle).Quality.Step;

    [JSExport]
    public static double QueueDelayMs(int handle) =>
        FlowObjects.Get<AdaptiveLink>(handle).Quality.QueueDelay.TotalMilliseconds;

    [JSExport]
    public static double BytesPerSecond(int handle) => FlowObjects.Get<AdaptiveLink>(handle).Link.BytesPerSecond;
}
