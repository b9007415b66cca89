using DreamStack.Physics.BroadPhase;
using DreamStack.Physics.Collision;
using DreamStack.Physics.Memory;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Regions;

/// <summary>Lists the bodies with a shape in a region.</summary>
internal unsafe struct RegionVisitor(World world, int region, Scratch<RegionVisit> found) : ITreeVisitor
{
    public int Count { get; set; }

    public bool Visit(int item)
    {
        ShapeRow* shape = world.Shapes.Shapes.Rows + item;
        RegionRow* row = world.RegionRows.Rows.Rows + region;
        if (!row->Filter.Touches(shape->Filter) || !row->Bounds.Overlaps(world.BoundsOf(item))) return true;
        Geometry* g = world.Shapes.Outlines + shape->Geometry;
        OutlineDistance d = OutlineDistance.Between(&row->Outline, row->Pose, g, world.Bodies.PoseOf(shape->Body));
        if (d.Distance > row->Outline.Radius + g->Radius) return true;
        found.Reserve(Count + 1)[Count] = new RegionVisit(region, shape->Body);
        Count++;
        return true;
    }
}
