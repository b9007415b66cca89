namespace DreamStack.App.Springs;

/// <summary>
/// The exact motion of a damped spring over one span of time, as four factors: made once for a span, it moves any number
/// of springs. Two half spans give what one whole span gives.
/// </summary>
public readonly struct SpringStep
{
    private readonly double _positionFromPosition;
    private readonly double _positionFromVelocity;
    private readonly double _velocityFromPosition;
    private readonly double _velocityFromVelocity;

    /// <summary>Prepares a span of <paramref name="seconds"/>, 0 or more.</summary>
    public SpringStep(SpringParameters spring, double seconds)
    {
        double frequency = spring.Frequency;
        double decay = spring.DampingRatio * frequency;
        (double even, double odd) = Envelope(spring, seconds);
        _positionFromPosition = even + (decay * odd);
        _positionFromVelocity = odd;
        _velocityFromPosition = -frequency * frequency * odd;
        _velocityFromVelocity = even - (decay * odd);
    }

    /// <summary>Moves an offset from the target and its velocity by the span.</summary>
    public (double Offset, double Velocity) Apply(double offset, double velocity) =>
        ((_positionFromPosition * offset) + (_positionFromVelocity * velocity),
         (_velocityFromPosition * offset) + (_velocityFromVelocity * velocity));

    /// <summary>The decaying cosine (even) and sine over its frequency (odd), or their hyperbolic kin when overdamped.</summary>
    private static (double Even, double Odd) Envelope(SpringParameters spring, double seconds)
    {
        double decay = spring.DampingRatio * spring.Frequency;
        double squared = decay * decay - (spring.Frequency * spring.Frequency);
        double angle = squared * seconds * seconds;
        if (Math.Abs(angle) < 1e-3)
        {
            // Around critical damping the closed forms divide zero by zero; their common series does not.
            double fade = Math.Exp(-decay * seconds);
            double even = 1 + (angle / 2 * (1 + (angle / 12 * (1 + (angle / 30)))));
            double odd = 1 + (angle / 6 * (1 + (angle / 20 * (1 + (angle / 42)))));
            return (fade * even, fade * odd * seconds);
        }

        if (squared < 0)
        {
            double fade = Math.Exp(-decay * seconds);
            double turn = Math.Sqrt(-squared);
            (double sin, double cos) = Math.SinCos(turn * seconds);
            return (fade * cos, fade * sin / turn);
        }

        // Two plain decays instead of cosh and sinh, which would overflow before the decay tames them.
        double spread = Math.Sqrt(squared);
        double slow = Math.Exp((spread - decay) * seconds);
        double fast = Math.Exp(-(spread + decay) * seconds);
        return ((slow + fast) / 2, (slow - fast) / (2 * spread));
    }
}
