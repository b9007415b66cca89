using DreamStack.Physics.Bodies;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Regions;
using DreamStack.Physics.Shapes;

namespace DreamStack.Physics.Worlds;

public sealed unsafe partial class World
{
    /// <summary>Adds a region; it knows its visitors from the end of the next step on, and wakes those it will move.</summary>
    public RegionId AddRegion(RegionDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        definition.Validate();
        ThrowIfStepping();
        Geometry outline = definition.Shape.Geometry;
        Pose pose = new(definition.Pose.Position, definition.Pose.Rotation.Unit());
        float radius = 1e-6f;
        for (int i = 0; i < outline.Count; i++) radius = Scalar.Max(radius, Vec2.Distance(outline.Vertex(i), outline.Centroid) + outline.Radius);
        int row = RegionRows.Slots.Take();
        RegionRows.Rows[row] = new RegionRow
        {
            Outline = outline,
            Pose = pose,
            Bounds = outline.BoundsAt(pose.Position, pose.Rotation),
            Effect = definition.Effect,
            Vector = definition.Vector,
            Strength = definition.Strength,
            Damping = definition.Damping,
            Falloff = definition.Falloff,
            Radius = radius,
            Exclusive = definition.Exclusive ? 1 : 0,
            Priority = definition.Priority,
            RaisesStay = definition.RaisesStay ? 1 : 0,
            Filter = definition.Filter,
        };
        if (definition.Effect is not (RegionEffect.Sensor or RegionEffect.Kill)) _regions.WakeIn(row);
        return new RegionId(row, RegionRows.Slots.GenerationOf(row));
    }

    /// <summary>Removes a region; its visitors do not leave it by an event, but those asleep in it wake.</summary>
    public void RemoveRegion(RegionId id)
    {
        ThrowIfStepping();
        int region = RowOf(id);
        for (int i = 0; i < RegionRows.Visits.Count; i++)
        {
            if (RegionRows.Visits[i].Region == region) Wake(RegionRows.Visits[i].Body);
        }

        RegionRows.ForgetRegion(region);
        RegionRows.Slots.Free(region);
    }

    /// <summary>Whether the id names a region that is there.</summary>
    public bool Contains(RegionId id) => RegionRows.Slots.IsLive(id.Index, id.Generation);

    /// <summary>Bodies in a region as the last step ended, in row order; returns how many, even if the span is shorter.</summary>
    public int CopyVisitors(RegionId id, Span<BodyId> into)
    {
        int region = RowOf(id), found = 0;
        for (int i = 0; i < RegionRows.Visits.Count; i++)
        {
            if (RegionRows.Visits[i].Region != region) continue;
            if (found < into.Length) into[found] = IdOf(RegionRows.Visits[i].Body);
            found++;
        }

        return found;
    }

    private int RowOf(RegionId id) =>
        Contains(id) ? id.Index : throw new ArgumentException($"There is no region {id.Index} of generation {id.Generation} in this world.", nameof(id));
}
