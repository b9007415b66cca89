using DreamStack.Physics.Bodies;
using DreamStack.Physics.Constraints;
using DreamStack.Physics.Regions;
using DreamStack.Physics.Shapes;

namespace DreamStack.Physics.Worlds;

public sealed unsafe partial class World
{
    /// <summary>Ids of a body's shapes, the newest first; returns how many there are, even if the span is shorter.</summary>
    public int CopyShapes(BodyId body, Span<ShapeId> into)
    {
        int found = 0;
        for (int shape = Bodies.Links[RowOf(body)].FirstShape; shape >= 0; shape = Shapes.Shapes[shape].Next)
        {
            if (found < into.Length) into[found] = IdOfShape(shape);
            found++;
        }

        return found;
    }

    /// <summary>The outline of a shape, in its body's frame.</summary>
    public Shape OutlineOf(ShapeId id) => new(Shapes.Outlines[Shapes.Shapes[RowOf(id)].Geometry]);

    /// <summary>Ids of the live constraints in row order; returns how many there are, even if the span is shorter.</summary>
    public int CopyJoints(Span<JointId> into) => Joints.Slots.CopyLive(into, static (row, generation) => new JointId(row, generation));

    /// <summary>What a constraint joins, and where.</summary>
    public JointView Describe(JointId id)
    {
        JointRow row = Joints.Rows[RowOf(id)];
        return new JointView(row.Kind, IdOf(row.BodyA), IdOf(row.BodyB), row.AnchorA, row.AnchorB, row.Axis, row.UserData);
    }

    /// <summary>Ids of the live regions in row order; returns how many there are, even if the span is shorter.</summary>
    public int CopyRegions(Span<RegionId> into) => RegionRows.Slots.CopyLive(into, static (row, generation) => new RegionId(row, generation));

    /// <summary>What a region does, and the box around it in the world.</summary>
    public RegionView Describe(RegionId id)
    {
        ref RegionRow row = ref RegionRows.Rows[RowOf(id)];
        return new RegionView(row.Effect, row.Bounds, row.Vector, row.Strength);
    }
}
