using DreamStack.Physics.Memory;

namespace DreamStack.Physics.Regions;

/// <summary>The world's regions and who was in them as the last step ended.</summary>
internal sealed class RegionTable
{
    public RegionTable(Arena arena)
    {
        Slots = new SlotTable(arena, "regions");
        Rows = Slots.AddChainColumn<RegionRow>("row");
        Visits = new ListTable<RegionVisit>(arena, "regionVisits", isChecked: true, "region", "body");
    }

    public SlotTable Slots { get; }

    public ColumnOf<RegionRow> Rows { get; }

    public ListTable<RegionVisit> Visits { get; }

    /// <summary>Drops a body that is removed.</summary>
    public void Forget(int body) => Drop(body, region: -1);

    /// <summary>Drops the visits of a region that is removed.</summary>
    public void ForgetRegion(int region) => Drop(body: -1, region);

    private void Drop(int body, int region)
    {
        int kept = 0;
        for (int i = 0; i < Visits.Count; i++)
        {
            RegionVisit visit = Visits[i];
            if (visit.Body != body && visit.Region != region) Visits[kept++] = visit;
        }

        Visits.Count = kept;
    }
}
