using DreamStack.Streaming.Flow;

namespace DreamStack.Streaming.Wasm;

/// <summary>A link with the estimate of its rate and the choice that stands on it.</summary>
internal sealed class AdaptiveLink
{
    public AdaptiveLink(TimeProvider time, AdaptiveBitrateOptions options)
    {
        Link = new RateEstimate(time);
        Quality = new AdaptiveBitrate(time, Link, options);
    }

    public RateEstimate Link { get; }

    public AdaptiveBitrate Quality { get; }

    public void Sent(ushort seq, int bytes)
    {
        Link.Wrote(bytes);
        Quality.Sent(seq, bytes);
    }
}
