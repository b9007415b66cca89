using DreamStack.App.Hosting;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.App.Demos.Springs;

/// <summary>What impacts sound and feel like: short plucks of a struck bar, and brief vibrations.</summary>
internal sealed class SpringsSound
{
    /// <summary>The speed that sounds loudest, in pixels a second of the default picture.</summary>
    private const double LoudestSpeed = 1400;

    private const int MaxHaptics = 8;
    private const int Voices = SpringsLayout.Balls;

    /// <summary>A ball that is struck again this soon, in seconds, rings on: many tiny bumps would buzz.</summary>
    private const double RetriggerSeconds = 0.05;

    private readonly PluckVoice[] _voices = new PluckVoice[Voices];
    private readonly double[] _sinceStrike = new double[Voices];
    private readonly Queue<HapticFrame> _haptics = new(MaxHaptics);

    public SpringsSound() => Array.Fill(_sinceStrike, RetriggerSeconds);

    /// <summary>A pentatonic scale, lower for larger balls, in Hz.</summary>
    private static ReadOnlySpan<double> Pitches => [293.66, 220.00, 392.00, 246.94, 329.63];

    public void Strike(Impact impact)
    {
        if (_sinceStrike[impact.Ball] < RetriggerSeconds)
        {
            return;
        }

        _sinceStrike[impact.Ball] = 0;
        double strength = Math.Min(1, impact.Speed / LoudestSpeed);
        _voices[impact.Ball].Strike(Pitches[impact.Ball], strength, IApp.AudioRate);
        if (_haptics.Count < MaxHaptics)
        {
            _haptics.Enqueue(new HapticFrame((ushort)(8 + (22 * strength)), (byte)(60 + (195 * strength))));
        }
    }

    public void Advance(TimeSpan elapsed)
    {
        foreach (ref double since in _sinceStrike.AsSpan())
        {
            since = Math.Min(RetriggerSeconds, since + elapsed.TotalSeconds);
        }
    }

    public bool TryTakeHaptic(out HapticFrame haptic) => _haptics.TryDequeue(out haptic);

    public int Render(Span<float> samples)
    {
        samples.Clear();
        bool any = false;
        foreach (ref PluckVoice voice in _voices.AsSpan())
        {
            any |= voice.AddTo(samples);
        }

        if (!any)
        {
            return 0;
        }

        foreach (ref float sample in samples)
        {
            // Five voices at once may exceed full scale: bend instead of clip.
            sample /= 1 + Math.Abs(sample);
        }

        return samples.Length;
    }
}
