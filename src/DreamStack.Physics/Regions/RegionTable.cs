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
    public void Forget(int body) => Keep(visit => visit.Body != body);

    /// <summary>Drops the visits of a region that is removed.</summary>
    public void ForgetRegion(int region) => Keep(visit => visit.Region != region);

    private void Keep(Predicate<RegionVisit> isKept)
    {
        if (Visits.Count == 0) return;
        int kept = 0;
        for (int i = 0; i < Visits.Count; i++)
        {
            if (isKept(Visits[i])) Visits[kept++] = Visits[i];
        }

        Visits.Count = kept;
    }
}
