namespace DreamStack.App.Springs;

/// <summary>
/// A number on a damped spring. Any span of time may pass in one go; setting another <see cref="Target"/> at any moment
/// keeps position and velocity, so nothing jumps. It comes to rest exactly.
/// </summary>
public struct Spring(double position)
{
    /// <summary>Where it is.</summary>
    public double Position { get; set; } = position;

    /// <summary>How fast it moves, in units a second.</summary>
    public double Velocity { get; set; }

    /// <summary>Where it will rest.</summary>
    public double Target { get; set; } = position;

    /// <summary>True when nothing moves any more: on the target, to the last bit.</summary>
    public readonly bool AtRest => Position == Target && Velocity == 0;

    /// <summary>Lets time pass.</summary>
    /// <param name="step">The span, made for this spring's parameters.</param>
    /// <param name="stillness">How near the target, and in units a second how slow, counts as rest.</param>
    public void Advance(in SpringStep step, double stillness = 0.01)
    {
        if (AtRest)
        {
            return;
        }

        (double offset, double velocity) = step.Apply(Position - Target, Velocity);
        if (Math.Abs(offset) < stillness && Math.Abs(velocity) < stillness)
        {
            Position = Target;
            Velocity = 0;
            return;
        }

        Position = Target + offset;
        Velocity = velocity;
    }
}
