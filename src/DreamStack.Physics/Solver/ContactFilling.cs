using DreamStack.Physics.Bodies;
using DreamStack.Physics.Collision;
using DreamStack.Physics.Events;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Solver;

/// <summary>Contacts into the lanes of blocks, and what the lanes worked out back to the contacts.</summary>
internal static unsafe class ContactFilling
{
    public static void Fill(World world, ContactBlock* blocks, int count)
    {
        for (int i = 0; i < count; i++)
        {
            ContactBlock* block = blocks + i;
            block->HasRestitution = 0;
            for (int lane = 0; lane < block->Used; lane++) FillLane(world, block, lane);
            for (int lane = block->Used; lane < ContactBlock.Lanes; lane++) ClearLane(block, lane);
        }
    }

    public static void Store(World world, ContactBlock* blocks, int count)
    {
        for (int i = 0; i < count; i++)
        {
            ContactBlock* block = blocks + i;
            for (int lane = 0; lane < block->Used; lane++)
            {
                world.Contacts.Impulses[block->Contact[lane]] = new ContactImpulses
                {
                    Normal1 = Scalar.Canonical(block->First.NormalImpulse[lane]),
                    Tangent1 = Scalar.Canonical(block->First.TangentImpulse[lane]),
                    Normal2 = Scalar.Canonical(block->Second.NormalImpulse[lane]),
                    Tangent2 = Scalar.Canonical(block->Second.TangentImpulse[lane]),
                };
            }
        }
    }

    public static void RaiseHits(World world, ContactBlock* blocks, int count)
    {
        float least = -world.Settings.HitSpeed;
        for (int i = 0; i < count; i++)
        {
            ContactBlock* block = blocks + i;
            for (int lane = 0; lane < block->Used; lane++)
            {
                bool second = block->Second.ApproachSpeed[lane] < block->First.ApproachSpeed[lane];
                ContactBlockPoint* p = second ? &block->Second : &block->First;
                if (!(p->ApproachSpeed[lane] < least) || !(p->LargestImpulse[lane] > 0f)) continue;
                int contact = block->Contact[lane];
                Vec2 center = world.Bodies.Poses[world.Contacts.Links[contact].BodyA].Center;
                world.RaiseContact(WorldEventKind.Hit, contact, p->LargestImpulse[lane], center + new Vec2(p->AnchorAx[lane], p->AnchorAy[lane]));
            }
        }
    }

    private static void FillLane(World world, ContactBlock* block, int lane)
    {
        int contact = block->Contact[lane];
        ContactLinks* links = world.Contacts.Links.Rows + contact;
        ManifoldRow* manifold = world.Contacts.Manifolds.Rows + contact;
        ContactImpulses* impulses = world.Contacts.Impulses.Rows + contact;
        BodyTable bodies = world.Bodies;
        int a = links->BodyA, b = links->BodyB;
        BodyMass* ma = bodies.Masses.Rows + a, mb = bodies.Masses.Rows + b;
        block->A[lane] = bodies.Links[a].Awake;
        block->B[lane] = bodies.Links[b].Awake;
        block->InverseMassA[lane] = ma->InverseMass;
        block->InverseMassB[lane] = mb->InverseMass;
        block->InverseInertiaA[lane] = ma->InverseInertia;
        block->InverseInertiaB[lane] = mb->InverseInertia;
        block->NormalX[lane] = manifold->Normal.X;
        block->NormalY[lane] = manifold->Normal.Y;
        block->Friction[lane] = links->Friction;
        block->BeltSpeed[lane] = links->BeltSpeed;
        block->Restitution[lane] = links->Restitution;
        if (links->Restitution > 0f) block->HasRestitution = 1;
        Vec2 between = bodies.Poses[a].Center - bodies.Poses[b].Center;
        BodyMotion va = bodies.Motions[a], vb = bodies.Motions[b];
        float massSum = ma->InverseMass + mb->InverseMass;
        FillPoint(block, &block->First, lane, manifold->First, manifold->Normal, between, massSum, va, vb, impulses->Normal1, impulses->Tangent1);
        if (manifold->Count == 2) FillPoint(block, &block->Second, lane, manifold->Second, manifold->Normal, between, massSum, va, vb, impulses->Normal2, impulses->Tangent2);
        else ClearPoint(&block->Second, lane);
    }

    private static void FillPoint(
        ContactBlock* block, ContactBlockPoint* p, int lane, ManifoldPoint point, Vec2 normal, Vec2 between, float massSum,
        BodyMotion va, BodyMotion vb, float normalImpulse, float tangentImpulse)
    {
        Vec2 ra = point.Anchor, rb = ra + between, tangent = normal.Right;
        float ia = block->InverseInertiaA[lane], ib = block->InverseInertiaB[lane];
        float na = Vec2.Cross(ra, normal), nb = Vec2.Cross(rb, normal), ta = Vec2.Cross(ra, tangent), tb = Vec2.Cross(rb, tangent);
        float kn = massSum + (ia * na * na) + (ib * nb * nb), kt = massSum + (ia * ta * ta) + (ib * tb * tb);
        p->AnchorAx[lane] = ra.X;
        p->AnchorAy[lane] = ra.Y;
        p->AnchorBx[lane] = rb.X;
        p->AnchorBy[lane] = rb.Y;
        p->BaseSeparation[lane] = point.Separation - Vec2.Dot(rb - ra, normal);
        p->NormalMass[lane] = kn > 0f ? 1f / kn : 0f;
        p->TangentMass[lane] = kt > 0f ? 1f / kt : 0f;
        p->NormalImpulse[lane] = normalImpulse;
        p->TangentImpulse[lane] = tangentImpulse;
        p->LargestImpulse[lane] = 0f;
        Vec2 dv = vb.Linear + Vec2.Cross(vb.Angular, rb) - va.Linear - Vec2.Cross(va.Angular, ra);
        p->ApproachSpeed[lane] = Vec2.Dot(dv, normal);
    }

    private static void ClearPoint(ContactBlockPoint* p, int lane)
    {
        float* field = (float*)p;
        for (int i = 0; i < sizeof(ContactBlockPoint) / sizeof(float); i += ContactBlock.Lanes) field[i + lane] = 0f;
    }

    private static void ClearLane(ContactBlock* block, int lane)
    {
        block->A[lane] = 0;
        block->B[lane] = 0;
        block->InverseMassA[lane] = block->InverseMassB[lane] = 0f;
        block->InverseInertiaA[lane] = block->InverseInertiaB[lane] = 0f;
        block->NormalX[lane] = block->NormalY[lane] = 0f;
        block->Friction[lane] = block->BeltSpeed[lane] = block->Restitution[lane] = 0f;
        ClearPoint(&block->First, lane);
        ClearPoint(&block->Second, lane);
    }
}
