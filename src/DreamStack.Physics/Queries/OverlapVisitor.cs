using DreamStack.Physics.BroadPhase;
using DreamStack.Physics.Collision;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Queries;

/// <summary>Lists the shapes that meet an outline, or with none a box.</summary>
internal unsafe ref struct OverlapVisitor(World world, Geometry* outline, Pose pose, Bounds bounds, QueryFilter filter, Span<int> into) : ITreeVisitor
{
    private Ordered<int> _found = new(into);

    public readonly int Found => _found.Found;

    public readonly int Count => _found.Count;

    public bool Visit(int item)
    {
        ShapeRow* shape = world.Shapes.Shapes.Rows + item;
        if (!filter.Sees(shape->Filter)) return true;
        if (outline == null)
        {
            if (world.BoundsOf(item).Overlaps(bounds)) _found.Add(item);
            return true;
        }

        Geometry* g = world.Shapes.Outlines + shape->Geometry;
        OutlineDistance d = OutlineDistance.Between(outline, pose, g, world.Bodies.PoseOf(shape->Body));
        if (d.Distance <= outline->Radius + g->Radius) _found.Add(item);
        return true;
    }
}
