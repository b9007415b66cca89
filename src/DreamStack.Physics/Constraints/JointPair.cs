using System.Runtime.CompilerServices;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Solver;

namespace DreamStack.Physics.Constraints;

/// <summary>The two bodies of a constraint in a sub-step, and the constraints every kind is put together from.</summary>
internal unsafe ref struct JointPair
{
    private readonly JointWork* _work;
    private readonly SolverBody* _a;
    private readonly SolverBody* _b;
    private Vec2 _velocityA;
    private Vec2 _velocityB;
    private float _spinA;
    private float _spinB;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public JointPair(JointWork* work, SolverBody* bodies)
    {
        _work = work;
        _a = bodies + work->A;
        _b = bodies + work->B;
        _velocityA = new Vec2(_a->Vx, _a->Vy);
        _velocityB = new Vec2(_b->Vx, _b->Vy);
        _spinA = _a->W;
        _spinB = _b->W;
        AnchorA = new Rotation(_a->Cos, _a->Sin) * work->AnchorA;
        AnchorB = new Rotation(_b->Cos, _b->Sin) * work->AnchorB;
    }

    public Vec2 AnchorA { get; }

    public Vec2 AnchorB { get; }

    /// <summary>From the first anchor to the second.</summary>
    public readonly Vec2 Offset => new Vec2(_b->Dx - _a->Dx, _b->Dy - _a->Dy) + (AnchorB - AnchorA) + _work->Between;

    public readonly Vec2 Velocity => _velocityB + Vec2.Cross(_spinB, AnchorB) - _velocityA - Vec2.Cross(_spinA, AnchorA);

    public readonly float Spin => _spinB - _spinA;

    public readonly float SpinOfA => _spinA;

    public readonly Vec2 CenterVelocity => _velocityB - _velocityA;

    public readonly Rotation TurnOfA => new(_a->Cos, _a->Sin);

    /// <summary>The second body's angle against the first, from how they stood at the reference.</summary>
    public readonly float Angle
    {
        get
        {
            Rotation now = new Rotation(_a->Cos, _a->Sin).To(new Rotation(_b->Cos, _b->Sin)) * _work->Relative;
            return Trigonometry.Atan2(now.Sin, now.Cos);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(Vec2 impulse)
    {
        _velocityA -= _work->InverseMassA * impulse;
        _spinA -= _work->InverseInertiaA * Vec2.Cross(AnchorA, impulse);
        _velocityB += _work->InverseMassB * impulse;
        _spinB += _work->InverseInertiaB * Vec2.Cross(AnchorB, impulse);
    }

    /// <summary>At the second body's anchor, but for the first body where that anchor is now.</summary>
    public void PushAlong(Vec2 impulse, float turnA, float turnB)
    {
        _velocityA -= _work->InverseMassA * impulse;
        _spinA -= _work->InverseInertiaA * turnA;
        _velocityB += _work->InverseMassB * impulse;
        _spinB += _work->InverseInertiaB * turnB;
    }

    public void PushCenters(Vec2 impulse)
    {
        _velocityA -= _work->InverseMassA * impulse;
        _velocityB += _work->InverseMassB * impulse;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Twist(float impulse)
    {
        _spinA -= _work->InverseInertiaA * impulse;
        _spinB += _work->InverseInertiaB * impulse;
    }

    /// <summary>Moves along one direction, given what it weighs there, until its speed plus the bias is zero.</summary>
    public static float Impulse(float speed, float error, float mass, Softness soft, float accumulated) =>
        (-soft.MassScale * mass * (speed + (soft.BiasRate * error))) - (soft.ImpulseScale * accumulated);

    /// <summary>Both anchors in one place.</summary>
    public void HoldPoint(ref Vec2 accumulated, bool useBias)
    {
        JointWork* w = _work;
        Softness soft = useBias ? w->Rigid : Softness.Rigid;
        Vec2 right = Velocity + (useBias ? soft.BiasRate * Offset : default);
        float m = w->InverseMassA + w->InverseMassB, ia = w->InverseInertiaA, ib = w->InverseInertiaB;
        float k11 = m + (ia * AnchorA.Y * AnchorA.Y) + (ib * AnchorB.Y * AnchorB.Y);
        float k12 = (-ia * AnchorA.X * AnchorA.Y) - (ib * AnchorB.X * AnchorB.Y);
        float k22 = m + (ia * AnchorA.X * AnchorA.X) + (ib * AnchorB.X * AnchorB.X);
        Vec2 solved = Solve(k11, k12, k22, right);
        Vec2 impulse = (-soft.MassScale * solved) - (soft.ImpulseScale * accumulated);
        accumulated += impulse;
        Push(impulse);
    }

    /// <summary>The angle at zero.</summary>
    public void HoldAngle(ref float accumulated, Softness soft, bool useBias)
    {
        float impulse = Impulse(Spin, useBias ? Angle : 0f, _work->AxialMass, soft, accumulated);
        accumulated += impulse;
        Twist(impulse);
    }

    /// <summary>What a limit pushes with: only one way, and not before it is reached within the sub-step.</summary>
    public readonly float LimitImpulse(float room, float speed, float mass, float inverseH, bool useBias, ref float accumulated)
    {
        Softness soft = room > 0f || !useBias ? Softness.Rigid : _work->Rigid;
        float bias = room > 0f ? room * inverseH : soft.BiasRate * room;
        float impulse = (-mass * soft.MassScale * (speed + bias)) - (soft.ImpulseScale * accumulated);
        float now = Scalar.Max(accumulated + impulse, 0f);
        impulse = now - accumulated;
        accumulated = now;
        return impulse;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store()
    {
        _a->Vx = _velocityA.X;
        _a->Vy = _velocityA.Y;
        _a->W = _spinA;
        _b->Vx = _velocityB.X;
        _b->Vy = _velocityB.Y;
        _b->W = _spinB;
    }

    public static Vec2 Solve(float k11, float k12, float k22, Vec2 b)
    {
        float determinant = (k11 * k22) - (k12 * k12);
        if (!float.IsFinite(determinant)) return SolveWide(k11, k12, k22, b);
        if (determinant != 0f) determinant = 1f / determinant;
        return new Vec2(determinant * ((k22 * b.X) - (k12 * b.Y)), determinant * ((k11 * b.Y) - (k12 * b.X)));
    }

    // A speck held far from its centre: the products of what it weighs there leave the range of a float.
    private static Vec2 SolveWide(double k11, double k12, double k22, Vec2 b)
    {
        double determinant = (k11 * k22) - (k12 * k12);
        return determinant > 0 ? new Vec2((float)(((k22 * b.X) - (k12 * b.Y)) / determinant), (float)(((k11 * b.Y) - (k12 * b.X)) / determinant)) : default;
    }
}
