namespace DreamStack.Physics.Regions;

/// <summary>A body in a region, in the order of regions and bodies.</summary>
internal readonly record struct RegionVisit(int Region, int Body) : IComparable<RegionVisit>
{
    public int CompareTo(RegionVisit other) => Region != other.Region ? Region.CompareTo(other.Region) : Body.CompareTo(other.Body);
}
