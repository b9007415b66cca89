using System.Runtime.CompilerServices;
using DreamStack.Physics.Solver;

namespace DreamStack.Physics.Constraints;

/// <summary>Holds the two anchors of plain hinges in one place. Works on lanes [lane, lane + width) of a block.</summary>
internal static unsafe class HingeBlockSolver<T>
    where T : unmanaged, IWide<T>
{
    public static void WarmStart(HingeBlock* blocks, int from, int to, SolverBody* bodies)
    {
        for (int block = from; block < to; block++)
        {
            for (int lane = 0; lane < blocks[block].Used; lane += T.Width) WarmStart(blocks + block, lane, bodies);
        }
    }

    public static void Solve(HingeBlock* blocks, int from, int to, SolverBody* bodies, Softness soft)
    {
        for (int block = from; block < to; block++)
        {
            for (int lane = 0; lane < blocks[block].Used; lane += T.Width) Solve(blocks + block, lane, bodies, soft);
        }
    }

    private static void WarmStart(HingeBlock* k, int lane, SolverBody* bodies)
    {
        T.Gather(bodies, k->A + lane, out WideBody<T> a);
        T.Gather(bodies, k->B + lane, out WideBody<T> b);
        Turn(k->AnchorAx + lane, k->AnchorAy + lane, a, out T ax, out T ay);
        Turn(k->AnchorBx + lane, k->AnchorBy + lane, b, out T bx, out T by);
        Push(k, lane, T.Load(k->ImpulseX + lane), T.Load(k->ImpulseY + lane), ax, ay, bx, by, ref a, ref b);
        T.Scatter(bodies, k->A + lane, a);
        T.Scatter(bodies, k->B + lane, b);
    }

    private static void Solve(HingeBlock* k, int lane, SolverBody* bodies, Softness soft)
    {
        T.Gather(bodies, k->A + lane, out WideBody<T> a);
        T.Gather(bodies, k->B + lane, out WideBody<T> b);
        Turn(k->AnchorAx + lane, k->AnchorAy + lane, a, out T ax, out T ay);
        Turn(k->AnchorBx + lane, k->AnchorBy + lane, b, out T bx, out T by);
        T rate = T.Splat(soft.BiasRate);
        T offX = (b.Dx - a.Dx) + (bx - ax) + T.Load(k->BetweenX + lane), offY = (b.Dy - a.Dy) + (by - ay) + T.Load(k->BetweenY + lane);
        T rightX = (b.Vx - (b.W * by)) - (a.Vx - (a.W * ay)) + (rate * offX);
        T rightY = (b.Vy + (b.W * bx)) - (a.Vy + (a.W * ax)) + (rate * offY);

        // Both anchors' inertia against a push along each axis, and its inverse.
        T ia = T.Load(k->InverseInertiaA + lane), ib = T.Load(k->InverseInertiaB + lane), zero = T.Splat(0f);
        T mass = T.Load(k->InverseMassA + lane) + T.Load(k->InverseMassB + lane);
        T k11 = mass + (ia * ay * ay) + (ib * by * by), k22 = mass + (ia * ax * ax) + (ib * bx * bx);
        T k12 = (zero - (ia * ax * ay)) - (ib * bx * by);
        T determinant = (k11 * k22) - (k12 * k12);
        T inverse = T.WherePositive(determinant, T.Splat(soft.MassScale) / determinant, zero);
        T keep = T.Splat(soft.ImpulseScale), oldX = T.Load(k->ImpulseX + lane), oldY = T.Load(k->ImpulseY + lane);
        T px = (zero - (inverse * ((k22 * rightX) - (k12 * rightY)))) - (keep * oldX);
        T py = (zero - (inverse * ((k11 * rightY) - (k12 * rightX)))) - (keep * oldY);
        T.Store(oldX + px, k->ImpulseX + lane);
        T.Store(oldY + py, k->ImpulseY + lane);
        Push(k, lane, px, py, ax, ay, bx, by, ref a, ref b);
        T.Scatter(bodies, k->A + lane, a);
        T.Scatter(bodies, k->B + lane, b);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Turn(float* anchorX, float* anchorY, in WideBody<T> body, out T x, out T y)
    {
        T ax = T.Load(anchorX), ay = T.Load(anchorY);
        x = (body.Cos * ax) - (body.Sin * ay);
        y = (body.Sin * ax) + (body.Cos * ay);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Push(HingeBlock* k, int lane, T px, T py, T ax, T ay, T bx, T by, ref WideBody<T> a, ref WideBody<T> b)
    {
        T ma = T.Load(k->InverseMassA + lane), mb = T.Load(k->InverseMassB + lane);
        a.Vx -= ma * px;
        a.Vy -= ma * py;
        a.W -= T.Load(k->InverseInertiaA + lane) * ((ax * py) - (ay * px));
        b.Vx = T.MultiplyAdd(b.Vx, mb, px);
        b.Vy = T.MultiplyAdd(b.Vy, mb, py);
        b.W = T.MultiplyAdd(b.W, T.Load(k->InverseInertiaB + lane), (bx * py) - (by * px));
    }
}
