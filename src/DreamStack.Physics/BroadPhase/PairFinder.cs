using DreamStack.Physics.Bodies;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Memory;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.BroadPhase;

/// <summary>Makes contacts of the pairs whose boxes have come to overlap, in the order the shapes moved.</summary>
internal sealed unsafe class PairFinder(World world)
{
    private readonly Scratch<int> _found = new();

    public void Run()
    {
        for (int i = 0; i < world.Moved.Count; i++)
        {
            int shape = world.Moved[i];
            if (!world.Shapes.Slots.IsLive(shape) || world.Shapes.Shapes[shape].IsMoved == 0) continue;
            ShapeRow* row = world.Shapes.Shapes.Rows + shape;
            bool isStatic = world.Bodies.Links[row->Body].Kind == BodyKind.Static;
            BoundsTree tree = isStatic ? world.StaticTree : world.MovingTree;
            Bounds bounds = tree.BoundsOf(row->Proxy);
            PairVisitor visitor = new(world, shape, _found);
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
}
