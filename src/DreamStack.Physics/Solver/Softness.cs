namespace DreamStack.Physics.Solver;

/// <summary>A constraint as a damped spring, made from its frequency so that it is stable at any stiffness.</summary>
internal readonly record struct Softness(float BiasRate, float MassScale, float ImpulseScale)
{
    public static Softness Rigid => new(0f, 1f, 0f);

    public static Softness Of(float hertz, float damping, float h)
    {
        if (hertz == 0f) return new Softness(0f, 0f, 1f);
        float omega = 2f * MathF.PI * hertz;
        float a1 = (2f * damping) + (h * omega), a2 = h * omega * a1, a3 = 1f / (1f + a2);
        return new Softness(omega / a1, a2 * a3, a3);
    }
}
