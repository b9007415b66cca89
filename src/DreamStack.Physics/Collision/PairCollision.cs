using System.Runtime.CompilerServices;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;

namespace DreamStack.Physics.Collision;

/// <summary>Picks the pair's routine. The pair is ordered: chains first, then the outline with more vertices.</summary>
internal static unsafe class PairCollision
{
    public static bool MustSwap(in Geometry a, in Geometry b) => a.IsChain == 0 && (b.IsChain != 0 || (a.IsCircle && !b.IsCircle));

    /// <summary>Points in world directions, anchored at the first body's centre of mass.</summary>
    [SkipLocalsInit]
    public static void Collide(Geometry* a, Pose poseA, Vec2 centerA, Geometry* b, Pose poseB, ref ManifoldRow manifold)
    {
        Unsafe.SkipInit(out Geometry moved);
        Geometry.Move(b, poseA.ToLocal(poseB), &moved);
        if (a->IsChain != 0) ChainContact.Collide(*a, moved, ref manifold);
        else if (a->IsCircle) CircleCircle.Collide(*a, moved, ref manifold);
        else if (b->IsCircle) PolygonCircle.Collide(*a, moved, ref manifold);
        else PolygonPolygon.Collide(*a, moved, ref manifold);
        if (manifold.Count == 0) return;
        manifold.Normal = poseA.Rotation * manifold.Normal;
        manifold.First.Anchor = poseA.Rotation * (manifold.First.Anchor - centerA);
        if (manifold.Count == 2) manifold.Second.Anchor = poseA.Rotation * (manifold.Second.Anchor - centerA);
    }
}
