using DreamStack.Physics.Maths;
using DreamStack.Physics.Solver;

namespace DreamStack.Physics.Worlds;

/// <summary>How a world behaves; fixed when it is made.</summary>
public sealed record WorldSettings
{
    internal const float MostGravity = 1e6f;

    /// <summary>Acceleration of everything, in m/s².</summary>
    public Vec2 Gravity { get; init; } = new(0f, -10f);

    /// <summary>Sub-steps a step: more are stiffer and cost more.</summary>
    public int SubSteps { get; init; } = 4;

    /// <summary>Decides every random choice.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Frequency of the contacts' springs in hertz; at most a quarter of the sub-steps' rate is used.</summary>
    public float ContactHertz { get; init; } = 30f;

    /// <summary>Damping ratio of the contacts' springs.</summary>
    public float ContactDamping { get; init; } = 10f;

    /// <summary>Fastest that overlap is pushed out, in m/s.</summary>
    public float PushSpeed { get; init; } = 3f;

    /// <summary>Frequency of the rigid constraints in hertz; at most a quarter of the sub-steps' rate is used.</summary>
    public float JointHertz { get; init; } = 60f;

    /// <summary>Damping ratio of the rigid constraints.</summary>
    public float JointDamping { get; init; } = 2f;

    /// <summary>Approach speed below which nothing bounces, in m/s.</summary>
    public float RestitutionThreshold { get; init; } = 1f;

    /// <summary>Approach speed from which a hit event is raised, in m/s.</summary>
    public float HitSpeed { get; init; } = 1f;

    /// <summary>Speed below which a body is still, in m/s.</summary>
    public float SleepSpeed { get; init; } = 0.05f;

    /// <summary>Whether still islands fall asleep.</summary>
    public bool MaySleep { get; init; } = true;

    /// <summary>Whether fast bodies are kept from passing through others.</summary>
    public bool IsContinuous { get; init; } = true;

    /// <summary>Whether a stay event is raised for every touching pair in every step.</summary>
    public bool RaisesStay { get; init; }

    /// <summary>How many floats the solver works on at once; changes no result.</summary>
    public VectorPath Path { get; init; }

    /// <summary>Threads a step works on, the caller's among them; changes no result.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>Most bodies and most shapes.</summary>
    public int MaxBodies { get; init; } = 1_000_000;

    internal void Validate()
    {
        Guard.Vector(Gravity, MostGravity);
        Guard.Known(Path);
        if (SubSteps is < 1 or > 64) throw new ArgumentOutOfRangeException(nameof(SubSteps), SubSteps, "1 to 64 sub-steps.");
        if (Workers is < 1 or > 64) throw new ArgumentOutOfRangeException(nameof(Workers), Workers, "1 to 64 workers.");
        if (MaxBodies is < 1 or > 16_000_000) throw new ArgumentOutOfRangeException(nameof(MaxBodies), MaxBodies, "1 to 16 million bodies.");
        Guard.Number(ContactHertz, 0f, 1e4f);
        Guard.Number(ContactDamping, 0f, 1e4f);
        Guard.Number(PushSpeed, 0f, 1e4f);
        Guard.Number(JointHertz, 0f, 1e4f);
        Guard.Number(JointDamping, 0f, 1e4f);
        Guard.Number(RestitutionThreshold, 0f, 1e4f);
        Guard.Number(HitSpeed, 0f, 1e4f);
        Guard.Number(SleepSpeed, 0f, 1e4f);
    }
}
