namespace DreamStack.App.Springs;

/// <summary>What a spring is made of, for a mass of one.</summary>
/// <param name="Frequency">The undamped angular frequency in radians a second; greater than 0.</param>
/// <param name="DampingRatio">Below 1 it swings, at 1 it comes back fastest, above 1 it creeps; 0 or more.</param>
public readonly record struct SpringParameters(double Frequency, double DampingRatio)
{
    /// <summary>From stiffness in N/m, damping in N·s/m and mass in kg, as physics books give a spring.</summary>
    public static SpringParameters FromStiffness(double stiffness, double damping, double mass = 1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stiffness);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(mass);
        ArgumentOutOfRangeException.ThrowIfNegative(damping);
        double frequency = Math.Sqrt(stiffness / mass);
        return new SpringParameters(frequency, damping / (2 * mass * frequency));
    }
}
