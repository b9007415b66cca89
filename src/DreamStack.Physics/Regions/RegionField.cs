using DreamStack.Physics.Bodies;
using DreamStack.Physics.BroadPhase;
using DreamStack.Physics.Events;
using DreamStack.Physics.Memory;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Regions;

/// <summary>
/// Regions in a step: before it they act on who was in them, after it they tell who came, stayed and left.
/// </summary>
internal sealed unsafe class RegionField(World world)
{
    private readonly Scratch<RegionVisit> _found = new();

    public void Apply(float dt)
    {
        RegionTable regions = world.RegionRows;
        for (int i = 0; i < regions.Visits.Count; i++)
        {
            RegionVisit visit = regions.Visits[i];
            if (world.Bodies.Links[visit.Body].Kind != BodyKind.Dynamic || IsOutranked(visit)) continue;
            RegionRow* row = regions.Rows.Rows + visit.Region;
            if (row->Effect is RegionEffect.Sensor or RegionEffect.Kill) continue;
            // A sleeping body lies still in the same fields it fell asleep in; only what drives anew wakes it.
            if (!world.Bodies.IsAwake(visit.Body)) continue;
            RegionEffects.Act(world, row, visit.Body, dt);
        }
    }

    public void Track()
    {
        RegionTable regions = world.RegionRows;
        if (regions.Slots.Live == 0 && regions.Visits.Count == 0) return;
        int count = Find();
        Compare(count);
        regions.Visits.Count = 0;
        regions.Visits.Reserve(count);
        for (int i = 0; i < count; i++) regions.Visits.Push(_found.Rows[i]);
        for (int i = 0; i < count; i++)
        {
            RegionVisit visit = _found.Rows[i];
            if (regions.Rows[visit.Region].Effect == RegionEffect.Kill && world.Bodies.Slots.IsLive(visit.Body)) world.Remove(visit.Body);
        }
    }

    /// <summary>Wakes the sleepers in a region that has come: what they fell asleep in is not what they are in now.</summary>
    public void WakeIn(int region)
    {
        RegionVisitor visitor = new(world, region, _found);
        TreeSearch.Overlaps(world.MovingTree, world.RegionRows.Rows[region].Bounds, ref visitor);
        Span<RegionVisit> found = new(_found.Rows, visitor.Count);
        found.Sort();
        foreach (RegionVisit visit in found) world.Wake(visit.Body);
    }

    private bool IsOutranked(RegionVisit visit)
    {
        RegionTable regions = world.RegionRows;
        RegionRow* own = regions.Rows.Rows + visit.Region;
        for (int i = 0; i < regions.Visits.Count; i++)
        {
            RegionVisit other = regions.Visits[i];
            if (other.Body != visit.Body || other.Region == visit.Region) continue;
            RegionRow* row = regions.Rows.Rows + other.Region;
            if (row->Effect == own->Effect && row->Priority > own->Priority) return true;
        }

        return false;
    }

    // Sorted and without repeats: a body is in a region once, with however many shapes.
    private int Find()
    {
        int count = 0;
        for (int region = 0; region < world.RegionRows.Slots.Count; region++)
        {
            if (!world.RegionRows.Slots.IsLive(region)) continue;
            RegionVisitor visitor = new(world, region, _found) { Count = count };
            TreeSearch.Overlaps(world.MovingTree, world.RegionRows.Rows[region].Bounds, ref visitor);
            count = visitor.Count;
        }

        Span<RegionVisit> all = new(_found.Rows, count);
        all.Sort();
        int kept = 0;
        for (int i = 0; i < count; i++)
        {
            if (kept == 0 || all[kept - 1] != all[i]) all[kept++] = all[i];
        }

        return kept;
    }

    private void Compare(int count)
    {
        ListTable<RegionVisit> before = world.RegionRows.Visits;
        int old = 0, now = 0;
        while (old < before.Count || now < count)
        {
            int order = old == before.Count ? 1 : now == count ? -1 : before[old].CompareTo(_found.Rows[now]);
            if (order < 0) Raise(WorldEventKind.RegionLeft, before[old++]);
            else if (order > 0) Raise(WorldEventKind.RegionEntered, _found.Rows[now++]);
            else
            {
                if (world.RegionRows.Rows[before[old].Region].RaisesStay != 0) Raise(WorldEventKind.RegionStayed, before[old]);
                old++;
                now++;
            }
        }
    }

    private void Raise(WorldEventKind kind, RegionVisit visit) => world.Log.Raise(new WorldEvent
    {
        Kind = kind,
        BodyA = world.IdOf(visit.Body),
        Region = new RegionId(visit.Region, world.RegionRows.Slots.GenerationOf(visit.Region)),
    });
}
