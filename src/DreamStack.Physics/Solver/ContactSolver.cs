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

    // One body for both points and no helpers of its own: the compiler takes in only so many calls a method, and what it leaves out goes through memory.
    private static void WarmStart(ContactBlock* k, int lane, SolverBody* bodies)
    {
        T.Gather(bodies, k->A + lane, out WideBody<T> a);
        T.Gather(bodies, k->B + lane, out WideBody<T> b);
        T nx = T.Load(k->NormalX + lane), ny = T.Load(k->NormalY + lane);
        T ma = T.Load(k->InverseMassA + lane), mb = T.Load(k->InverseMassB + lane);
        T ia = T.Load(k->InverseInertiaA + lane), ib = T.Load(k->InverseInertiaB + lane);
        for (ContactBlockPoint* p = &k->First; p <= &k->Second; p++)
        {
            T normal = T.Load(p->NormalImpulse + lane), tangent = T.Load(p->TangentImpulse + lane);
            T px = (normal * nx) + (tangent * ny), py = (normal * ny) - (tangent * nx);
            a.Vx -= ma * px;
            a.Vy -= ma * py;
            a.W -= ia * ((T.Load(p->AnchorAx + lane) * py) - (T.Load(p->AnchorAy + lane) * px));
            b.Vx = T.MultiplyAdd(b.Vx, mb, px);
            b.Vy = T.MultiplyAdd(b.Vy, mb, py);
            b.W = T.MultiplyAdd(b.W, ib, (T.Load(p->AnchorBx + lane) * py) - (T.Load(p->AnchorBy + lane) * px));
        }

        T.Scatter(bodies, k->A + lane, a);
        T.Scatter(bodies, k->B + lane, b);
    }

    private static void Solve(ContactBlock* k, int lane, SolverBody* bodies, in StepContext context, bool useBias)
    {
        T.Gather(bodies, k->A + lane, out WideBody<T> a);
        T.Gather(bodies, k->B + lane, out WideBody<T> b);
        T nx = T.Load(k->NormalX + lane), ny = T.Load(k->NormalY + lane);
        T ma = T.Load(k->InverseMassA + lane), mb = T.Load(k->InverseMassB + lane);
        T ia = T.Load(k->InverseInertiaA + lane), ib = T.Load(k->InverseInertiaB + lane);
        T zero = T.Splat(0f), one = T.Splat(1f), friction = T.Load(k->Friction + lane), belt = T.Load(k->BeltSpeed + lane);
        for (ContactBlockPoint* p = &k->First; p <= &k->Second; p++)
        {
            T ax = T.Load(p->AnchorAx + lane), ay = T.Load(p->AnchorAy + lane), bx = T.Load(p->AnchorBx + lane), by = T.Load(p->AnchorBy + lane);
            T dvx = (b.Vx - (b.W * by)) - (a.Vx - (a.W * ay));
            T dvy = (b.Vy + (b.W * bx)) - (a.Vy + (a.W * ax));
            T speed = ((dvx * ny) - (dvy * nx)) - belt;
            T old = T.Load(p->TangentImpulse + lane);
            T most = friction * T.Load(p->NormalImpulse + lane);
            T now = T.Max(zero - most, T.Min(old - (T.Load(p->TangentMass + lane) * speed), most));
            T.Store(now, p->TangentImpulse + lane);
            T change = now - old, px = change * ny, py = zero - (change * nx);
            a.Vx -= ma * px;
            a.Vy -= ma * py;
            a.W -= ia * ((ax * py) - (ay * px));
            b.Vx = T.MultiplyAdd(b.Vx, mb, px);
            b.Vy = T.MultiplyAdd(b.Vy, mb, py);
            b.W = T.MultiplyAdd(b.W, ib, (bx * py) - (by * px));
        }

        // A lane against something immovable is stiffer: the product of the inverse masses is zero there.
        T both = ma * mb, rate = zero, massScale = one, impulseScale = zero;
        if (useBias)
        {
            rate = T.WherePositive(both, T.Splat(context.Contact.BiasRate), T.Splat(context.StaticContact.BiasRate));
            massScale = T.WherePositive(both, T.Splat(context.Contact.MassScale), T.Splat(context.StaticContact.MassScale));
            impulseScale = T.WherePositive(both, T.Splat(context.Contact.ImpulseScale), T.Splat(context.StaticContact.ImpulseScale));
        }

        T inverseH = T.Splat(context.InverseH), push = T.Splat(-context.PushSpeed);
        T wayX = b.Dx - a.Dx, wayY = b.Dy - a.Dy;
        for (ContactBlockPoint* p = &k->First; p <= &k->Second; p++)
        {
            T ax = T.Load(p->AnchorAx + lane), ay = T.Load(p->AnchorAy + lane), bx = T.Load(p->AnchorBx + lane), by = T.Load(p->AnchorBy + lane);
            T dx = wayX + (((b.Cos * bx) - (b.Sin * by)) - ((a.Cos * ax) - (a.Sin * ay)));
            T dy = wayY + (((b.Sin * bx) + (b.Cos * by)) - ((a.Sin * ax) + (a.Cos * ay)));
            T separation = T.MultiplyAdd(T.Load(p->BaseSeparation + lane), dx, nx) + (dy * ny);
            T bias = T.WherePositive(separation, separation * inverseH, T.Max(rate * separation, push));
            T scale = T.WherePositive(separation, one, massScale);
            T keep = T.WherePositive(separation, zero, impulseScale);

            T dvx = (b.Vx - (b.W * by)) - (a.Vx - (a.W * ay));
            T dvy = (b.Vy + (b.W * bx)) - (a.Vy + (a.W * ax));
            T speed = (dvx * nx) + (dvy * ny);
            T old = T.Load(p->NormalImpulse + lane);
            T less = (T.Load(p->NormalMass + lane) * scale * (speed + bias)) + (keep * old);
            T now = T.Max(old - less, zero);
            T.Store(now, p->NormalImpulse + lane);
            T.Store(T.Max(now, T.Load(p->LargestImpulse + lane)), p->LargestImpulse + lane);
            T change = now - old, px = change * nx, py = change * ny;
            a.Vx -= ma * px;
            a.Vy -= ma * py;
            a.W -= ia * ((ax * py) - (ay * px));
            b.Vx = T.MultiplyAdd(b.Vx, mb, px);
            b.Vy = T.MultiplyAdd(b.Vy, mb, py);
            b.W = T.MultiplyAdd(b.W, ib, (bx * py) - (by * px));
        }

        T.Scatter(bodies, k->A + lane, a);
        T.Scatter(bodies, k->B + lane, b);
    }

    private static void Restitute(ContactBlock* k, int lane, SolverBody* bodies, float threshold)
    {
        T.Gather(bodies, k->A + lane, out WideBody<T> a);
        T.Gather(bodies, k->B + lane, out WideBody<T> b);
        T nx = T.Load(k->NormalX + lane), ny = T.Load(k->NormalY + lane), zero = T.Splat(0f);
        T ma = T.Load(k->InverseMassA + lane), mb = T.Load(k->InverseMassB + lane);
        T ia = T.Load(k->InverseInertiaA + lane), ib = T.Load(k->InverseInertiaB + lane);
        T restitution = T.Load(k->Restitution + lane);
        for (ContactBlockPoint* p = &k->First; p <= &k->Second; p++)
        {
            T ax = T.Load(p->AnchorAx + lane), ay = T.Load(p->AnchorAy + lane), bx = T.Load(p->AnchorBx + lane), by = T.Load(p->AnchorBy + lane);
            T dvx = (b.Vx - (b.W * by)) - (a.Vx - (a.W * ay));
            T dvy = (b.Vy + (b.W * bx)) - (a.Vy + (a.W * ax));
            T speed = (dvx * nx) + (dvy * ny), approach = T.Load(p->ApproachSpeed + lane);
            T mass = T.WherePositive(zero - approach - T.Splat(threshold), T.Load(p->NormalMass + lane), zero);
            mass = T.WherePositive(T.Load(p->LargestImpulse + lane), mass, zero);
            mass = T.WherePositive(restitution, mass, zero);
            T old = T.Load(p->NormalImpulse + lane);
            T now = T.Max(old - (mass * (speed + (restitution * approach))), zero);
            T.Store(now, p->NormalImpulse + lane);
            T.Store(T.Max(now, T.Load(p->LargestImpulse + lane)), p->LargestImpulse + lane);
            T change = now - old, px = change * nx, py = change * ny;
            a.Vx -= ma * px;
            a.Vy -= ma * py;
            a.W -= ia * ((ax * py) - (ay * px));
            b.Vx = T.MultiplyAdd(b.Vx, mb, px);
            b.Vy = T.MultiplyAdd(b.Vy, mb, py);
            b.W = T.MultiplyAdd(b.W, ib, (bx * py) - (by * px));
        }

        T.Scatter(bodies, k->A + lane, a);
        T.Scatter(bodies, k->B + lane, b);
    }
}
