using System.Runtime.CompilerServices;

namespace DreamStack.Physics.Solver;

/// <summary>
/// Contacts as soft constraints: friction first, then the normal points, which have the last word. Works on lanes
/// [lane, lane + width) of a block.
/// </summary>
internal static unsafe class ContactSolver<T>
    where T : unmanaged, IWide<T>
{
    public static void WarmStart(ContactBlock* blocks, int from, int to, SolverBody* bodies)
    {
        for (int block = from; block < to; block++)
        {
            for (int lane = 0; lane < blocks[block].Used; lane += T.Width) WarmStart(blocks + block, lane, bodies);
        }
    }

    public static void Solve(ContactBlock* blocks, int from, int to, SolverBody* bodies, in StepContext context, bool useBias)
    {
        for (int block = from; block < to; block++)
        {
            for (int lane = 0; lane < blocks[block].Used; lane += T.Width) Solve(blocks + block, lane, bodies, context, useBias);
        }
    }

    public static void Restitute(ContactBlock* blocks, int from, int to, SolverBody* bodies, float threshold)
    {
        for (int block = from; block < to; block++)
        {
            if (blocks[block].HasRestitution == 0) continue;
            for (int lane = 0; lane < blocks[block].Used; lane += T.Width) Restitute(blocks + block, lane, bodies, threshold);
        }
    }

    private static void WarmStart(ContactBlock* k, int lane, SolverBody* bodies)
    {
        T.Gather(bodies, k->A + lane, out WideBody<T> a);
        T.Gather(bodies, k->B + lane, out WideBody<T> b);
        T nx = T.Load(k->NormalX + lane), ny = T.Load(k->NormalY + lane);
        WarmPoint(k, &k->First, lane, nx, ny, ref a, ref b);
        WarmPoint(k, &k->Second, lane, nx, ny, ref a, ref b);
        T.Scatter(bodies, k->A + lane, a);
        T.Scatter(bodies, k->B + lane, b);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WarmPoint(ContactBlock* k, ContactBlockPoint* p, int lane, T nx, T ny, ref WideBody<T> a, ref WideBody<T> b)
    {
        T normal = T.Load(p->NormalImpulse + lane), tangent = T.Load(p->TangentImpulse + lane);
        T px = (normal * nx) + (tangent * ny), py = (normal * ny) - (tangent * nx);
        Apply(k, p, lane, px, py, ref a, ref b);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Apply(ContactBlock* k, ContactBlockPoint* p, int lane, T px, T py, ref WideBody<T> a, ref WideBody<T> b)
    {
        T ma = T.Load(k->InverseMassA + lane), mb = T.Load(k->InverseMassB + lane);
        T ia = T.Load(k->InverseInertiaA + lane), ib = T.Load(k->InverseInertiaB + lane);
        a.Vx -= ma * px;
        a.Vy -= ma * py;
        a.W -= ia * ((T.Load(p->AnchorAx + lane) * py) - (T.Load(p->AnchorAy + lane) * px));
        b.Vx = T.MultiplyAdd(b.Vx, mb, px);
        b.Vy = T.MultiplyAdd(b.Vy, mb, py);
        b.W = T.MultiplyAdd(b.W, ib, (T.Load(p->AnchorBx + lane) * py) - (T.Load(p->AnchorBy + lane) * px));
    }

    private static void Solve(ContactBlock* k, int lane, SolverBody* bodies, in StepContext context, bool useBias)
    {
        T.Gather(bodies, k->A + lane, out WideBody<T> a);
        T.Gather(bodies, k->B + lane, out WideBody<T> b);
        T nx = T.Load(k->NormalX + lane), ny = T.Load(k->NormalY + lane);
        T friction = T.Load(k->Friction + lane), belt = T.Load(k->BeltSpeed + lane);
        SolveTangent(k, &k->First, lane, nx, ny, friction, belt, ref a, ref b);
        SolveTangent(k, &k->Second, lane, nx, ny, friction, belt, ref a, ref b);

        // A lane against something immovable is stiffer: the product of the inverse masses is zero there.
        T both = T.Load(k->InverseMassA + lane) * T.Load(k->InverseMassB + lane);
        T zero = T.Splat(0f), rate = zero, massScale = T.Splat(1f), impulseScale = zero;
        if (useBias)
        {
            rate = T.WherePositive(both, T.Splat(context.Contact.BiasRate), T.Splat(context.StaticContact.BiasRate));
            massScale = T.WherePositive(both, T.Splat(context.Contact.MassScale), T.Splat(context.StaticContact.MassScale));
            impulseScale = T.WherePositive(both, T.Splat(context.Contact.ImpulseScale), T.Splat(context.StaticContact.ImpulseScale));
        }

        T inverseH = T.Splat(context.InverseH), push = T.Splat(-context.PushSpeed);
        SolveNormal(k, &k->First, lane, nx, ny, rate, massScale, impulseScale, inverseH, push, ref a, ref b);
        SolveNormal(k, &k->Second, lane, nx, ny, rate, massScale, impulseScale, inverseH, push, ref a, ref b);
        T.Scatter(bodies, k->A + lane, a);
        T.Scatter(bodies, k->B + lane, b);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SolveTangent(ContactBlock* k, ContactBlockPoint* p, int lane, T nx, T ny, T friction, T belt, ref WideBody<T> a, ref WideBody<T> b)
    {
        T dvx = (b.Vx - (b.W * T.Load(p->AnchorBy + lane))) - (a.Vx - (a.W * T.Load(p->AnchorAy + lane)));
        T dvy = (b.Vy + (b.W * T.Load(p->AnchorBx + lane))) - (a.Vy + (a.W * T.Load(p->AnchorAx + lane)));
        T speed = ((dvx * ny) - (dvy * nx)) - belt;
        T old = T.Load(p->TangentImpulse + lane);
        T most = friction * T.Load(p->NormalImpulse + lane);
        T now = T.Max(T.Splat(0f) - most, T.Min(old - (T.Load(p->TangentMass + lane) * speed), most));
        T.Store(now, p->TangentImpulse + lane);
        T change = now - old;
        Apply(k, p, lane, change * ny, T.Splat(0f) - (change * nx), ref a, ref b);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SolveNormal(
        ContactBlock* k, ContactBlockPoint* p, int lane, T nx, T ny, T rate, T massScale, T impulseScale, T inverseH, T push,
        ref WideBody<T> a, ref WideBody<T> b)
    {
        T ax = T.Load(p->AnchorAx + lane), ay = T.Load(p->AnchorAy + lane), bx = T.Load(p->AnchorBx + lane), by = T.Load(p->AnchorBy + lane);
        T dx = (b.Dx - a.Dx) + (((b.Cos * bx) - (b.Sin * by)) - ((a.Cos * ax) - (a.Sin * ay)));
        T dy = (b.Dy - a.Dy) + (((b.Sin * bx) + (b.Cos * by)) - ((a.Sin * ax) + (a.Cos * ay)));
        T separation = T.MultiplyAdd(T.Load(p->BaseSeparation + lane), dx, nx) + (dy * ny);
        T bias = T.WherePositive(separation, separation * inverseH, T.Max(rate * separation, push));
        T scale = T.WherePositive(separation, T.Splat(1f), massScale);
        T keep = T.WherePositive(separation, T.Splat(0f), impulseScale);

        T dvx = (b.Vx - (b.W * by)) - (a.Vx - (a.W * ay));
        T dvy = (b.Vy + (b.W * bx)) - (a.Vy + (a.W * ax));
        T speed = (dvx * nx) + (dvy * ny);
        T old = T.Load(p->NormalImpulse + lane);
        T push1 = (T.Load(p->NormalMass + lane) * scale * (speed + bias)) + (keep * old);
        T now = T.Max(old - push1, T.Splat(0f));
        T.Store(now, p->NormalImpulse + lane);
        T.Store(T.Max(now, T.Load(p->LargestImpulse + lane)), p->LargestImpulse + lane);
        T change = now - old;
        Apply(k, p, lane, change * nx, change * ny, ref a, ref b);
    }

    private static void Restitute(ContactBlock* k, int lane, SolverBody* bodies, float threshold)
    {
        T.Gather(bodies, k->A + lane, out WideBody<T> a);
        T.Gather(bodies, k->B + lane, out WideBody<T> b);
        RestitutePoint(k, &k->First, lane, threshold, ref a, ref b);
        RestitutePoint(k, &k->Second, lane, threshold, ref a, ref b);
        T.Scatter(bodies, k->A + lane, a);
        T.Scatter(bodies, k->B + lane, b);
    }

    private static void RestitutePoint(ContactBlock* k, ContactBlockPoint* p, int lane, float threshold, ref WideBody<T> a, ref WideBody<T> b)
    {
        T nx = T.Load(k->NormalX + lane), ny = T.Load(k->NormalY + lane), zero = T.Splat(0f);
        T ax = T.Load(p->AnchorAx + lane), ay = T.Load(p->AnchorAy + lane), bx = T.Load(p->AnchorBx + lane), by = T.Load(p->AnchorBy + lane);
        T dvx = (b.Vx - (b.W * by)) - (a.Vx - (a.W * ay));
        T dvy = (b.Vy + (b.W * bx)) - (a.Vy + (a.W * ax));
        T speed = (dvx * nx) + (dvy * ny);
        T approach = T.Load(p->ApproachSpeed + lane), restitution = T.Load(k->Restitution + lane);
        T mass = T.WherePositive(zero - approach - T.Splat(threshold), T.Load(p->NormalMass + lane), zero);
        mass = T.WherePositive(T.Load(p->LargestImpulse + lane), mass, zero);
        mass = T.WherePositive(restitution, mass, zero);
        T old = T.Load(p->NormalImpulse + lane);
        T now = T.Max(old - (mass * (speed + (restitution * approach))), zero);
        T.Store(now, p->NormalImpulse + lane);
        T.Store(T.Max(now, T.Load(p->LargestImpulse + lane)), p->LargestImpulse + lane);
        T change = now - old;
        Apply(k, p, lane, change * nx, change * ny, ref a, ref b);
    }
}
