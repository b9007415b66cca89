using DreamStack.Physics.Bodies;
using DreamStack.Physics.BroadPhase;
using DreamStack.Physics.Events;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Collision;

/// <summary>
/// Makes every awake contact's points anew, on all workers; then, in row order, tells what began and ended, and lists
/// what is to be solved.
/// </summary>
internal sealed unsafe class ContactUpdate
{
    private const int Grain = 128;

    private readonly World _world;
    private readonly Action<int, int> _update;

    public ContactUpdate(World world)
    {
        _world = world;
        _update = Update;
    }

    public void Run()
    {
        int count = _world.Contacts.Slots.Count;
        _world.Crew.For(count, Grain, _update);
        for (int contact = 0; contact < count; contact++)
        {
            ContactFlags flags = _world.Contacts.Manifolds[contact].Flags;
            if ((flags & (ContactFlags.Apart | ContactFlags.Began | ContactFlags.Ended | ContactFlags.Asks)) == 0) continue;
            _world.Contacts.Manifolds[contact].Flags &= ~(ContactFlags.Began | ContactFlags.Ended | ContactFlags.Disabled);
            if ((flags & ContactFlags.Apart) != 0)
            {
                _world.RemoveContact(contact);
                continue;
            }

            if ((flags & ContactFlags.Began) != 0) Begin(contact);
            else if ((flags & ContactFlags.Ended) != 0) _world.RaiseContact(WorldEventKind.ContactEnded, contact);
            if ((flags & ContactFlags.Asks) != 0 && (flags & ContactFlags.Touching) != 0) Ask(contact);
        }
    }

    private void Begin(int contact)
    {
        ContactLinks links = _world.Contacts.Links[contact];
        _world.RaiseContact(WorldEventKind.ContactBegan, contact);
        _world.Wake(links.BodyA);
        _world.Wake(links.BodyB);
    }

    private void Ask(int contact)
    {
        if (_world.Log.Filter is not { } filter) return;
        ContactLinks links = _world.Contacts.Links[contact];
        if (filter(_world, _world.IdOfShape(links.ShapeA), _world.IdOfShape(links.ShapeB), _world.Contacts.Manifolds[contact].Normal)) return;
        _world.Contacts.Manifolds[contact].Flags |= ContactFlags.Disabled;
        _world.Contacts.Impulses[contact] = default;
    }

    private void Update(int from, int to)
    {
        ManifoldRow* manifolds = _world.Contacts.Manifolds.Rows;
        ContactLinks* links = _world.Contacts.Links.Rows;
        BodyLinks* bodies = _world.Bodies.Links.Rows;
        for (int contact = from; contact < to; contact++)
        {
            if ((manifolds[contact].Flags & ContactFlags.Live) == 0) continue;
            if (bodies[links[contact].BodyA].Awake == 0 && bodies[links[contact].BodyB].Awake == 0) continue;
            Update(links + contact, manifolds + contact, _world.Contacts.Impulses.Rows + contact);
        }
    }

    private void Update(ContactLinks* links, ManifoldRow* manifold, ContactImpulses* impulses)
    {
        BodyTable bodies = _world.Bodies;
        ShapeRow* a = _world.Shapes.Shapes.Rows + links->ShapeA, b = _world.Shapes.Shapes.Rows + links->ShapeB;
        TreeNode* treeA = bodies.Links[links->BodyA].Kind == BodyKind.Static ? _world.StaticTree.Nodes : _world.MovingTree.Nodes;
        TreeNode* treeB = bodies.Links[links->BodyB].Kind == BodyKind.Static ? _world.StaticTree.Nodes : _world.MovingTree.Nodes;
        if (!treeA[a->Proxy].Bounds.Overlaps(treeB[b->Proxy].Bounds))
        {
            manifold->Flags |= ContactFlags.Apart;
            return;
        }

        ManifoldRow made = new() { Flags = manifold->Flags & ~ContactFlags.Touching };
        Geometry* outlines = _world.Shapes.Outlines;
        PairCollision.Collide(
            outlines + a->Geometry, bodies.PoseOf(links->BodyA), bodies.Masses[links->BodyA].Center,
            outlines + b->Geometry, bodies.PoseOf(links->BodyB), ref made);
        bool was = (manifold->Flags & ContactFlags.Touching) != 0;
        if (made.Count > 0) made.Flags |= ContactFlags.Touching;
        if (made.Count > 0 && !was) made.Flags |= ContactFlags.Began;
        if (made.Count == 0 && was) made.Flags |= ContactFlags.Ended;
        *impulses = Carry(*manifold, made, *impulses);
        *manifold = made;
    }

    // A point that was there in the last step begins with what it pushed with then.
    private static ContactImpulses Carry(in ManifoldRow old, in ManifoldRow made, in ContactImpulses impulses)
    {
        ContactImpulses carried = default;
        if (made.Count > 0)
        {
            if (old.Count > 0 && old.First.Feature == made.First.Feature) (carried.Normal1, carried.Tangent1) = (impulses.Normal1, impulses.Tangent1);
            else if (old.Count > 1 && old.Second.Feature == made.First.Feature) (carried.Normal1, carried.Tangent1) = (impulses.Normal2, impulses.Tangent2);
        }

        if (made.Count > 1)
        {
            if (old.Count > 0 && old.First.Feature == made.Second.Feature) (carried.Normal2, carried.Tangent2) = (impulses.Normal1, impulses.Tangent1);
            else if (old.Count > 1 && old.Second.Feature == made.Second.Feature) (carried.Normal2, carried.Tangent2) = (impulses.Normal2, impulses.Tangent2);
        }

        return carried;
    }
}
