using DreamStack.Physics.Bodies;
using DreamStack.Physics.Collision;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Memory;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.BroadPhase;

/// <summary>Makes contacts of the pairs whose boxes have come to overlap, in the order the shapes moved.</summary>
internal sealed unsafe class PairFinder(World world)
{
    private readonly Scratch<int> _found = new();
    private readonly Scratch<int> _partners = new();

    public void Run()
    {
        if (world.Moved.Count == 0) return;
        int shapes = world.Shapes.Slots.Count;
        new Span<int>(_partners.Reserve(shapes), shapes).Clear();
        for (int i = 0; i < world.Moved.Count; i++)
        {
            int shape = world.Moved[i];
            if (!world.Shapes.Slots.IsLive(shape) || world.Shapes.Shapes[shape].IsMoved == 0) continue;
            ShapeRow* row = world.Shapes.Shapes.Rows + shape;
            bool isStatic = world.Bodies.Links[row->Body].Kind == BodyKind.Static;
            BoundsTree tree = isStatic ? world.StaticTree : world.MovingTree;
            Bounds bounds = tree.BoundsOf(row->Proxy);
            MarkPartners(shape, row->Body, i + 1);
            PairVisitor visitor = new(world, shape, _found, _partners.Rows, i + 1);
            TreeSearch.Overlaps(world.MovingTree, bounds, ref visitor);
            if (!isStatic) TreeSearch.Overlaps(world.StaticTree, bounds, ref visitor);
            visitor.MakeContacts();
        }

        for (int i = 0; i < world.Moved.Count; i++)
        {
            int shape = world.Moved[i];
            if (world.Shapes.Slots.IsLive(shape)) world.Shapes.Shapes[shape].IsMoved = 0;
        }

        world.Moved.Count = 0;
    }

    // Who has a contact with the shape already bears its mark: one walk along its body's contacts instead of one for each neighbour.
    private void MarkPartners(int shape, int body, int mark)
    {
        for (int contact = world.Bodies.Links[body].FirstContact; contact >= 0; contact = world.Contacts.Next(contact, body))
        {
            ContactLinks* links = world.Contacts.Links.Rows + contact;
            if (links->ShapeA == shape) _partners.Rows[links->ShapeB] = mark;
            else if (links->ShapeB == shape) _partners.Rows[links->ShapeA] = mark;
        }
    }
}
