namespace DreamStack.App.Springs;

/// <summary>A point on a damped spring: the same motion across and down, at rest only when both are.</summary>
public struct SpringPoint(double x, double y)
{
    private Spring _x = new(x);
    private Spring _y = new(y);

    /// <summary>Where it is, across and down.</summary>
    public (double X, double Y) Position
    {
        readonly get => (_x.Position, _y.Position);
        set => (_x.Position, _y.Position) = value;
    }

    /// <summary>How fast it moves, in units a second across and down.</summary>
    public (double X, double Y) Velocity
    {
        readonly get => (_x.Velocity, _y.Velocity);
        set => (_x.Velocity, _y.Velocity) = value;
    }

    /// <summary>Where it will rest; may be moved at any time.</summary>
    public (double X, double Y) Target
    {
        readonly get => (_x.Target, _y.Target);
        set => (_x.Target, _y.Target) = value;
    }

    /// <summary>True when it lies on the target and does not move.</summary>
    public readonly bool AtRest => _x.AtRest && _y.AtRest;

    /// <summary>Lets time pass; rest is reached when both directions are within the stillness.</summary>
    /// <param name="step">The span, made for this spring's parameters.</param>
    /// <param name="stillness">How near the target, and in units a second how slow, counts as rest.</param>
    public void Advance(in SpringStep step, double stillness = 0.01)
    {
        if (AtRest)
        {
            return;
        }

        _x.Advance(step, 0);
        _y.Advance(step, 0);
        if (IsStill(_x, stillness) && IsStill(_y, stillness))
        {
            _x = new Spring(_x.Target);
            _y = new Spring(_y.Target);
        }
    }

    private static bool IsStill(in Spring spring, double stillness) =>
        Math.Abs(spring.Position - spring.Target) < stillness && Math.Abs(spring.Velocity) < stillness;
}
