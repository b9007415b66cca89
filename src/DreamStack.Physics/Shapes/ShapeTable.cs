using DreamStack.Physics.Maths;
using DreamStack.Physics.Memory;

namespace DreamStack.Physics.Shapes;

/// <summary>The world's shapes and the outlines they share.</summary>
internal sealed unsafe class ShapeTable
{
    private const int Buckets = 256;

    private readonly SlotTable _geometrySlots;
    private readonly ColumnOf<Geometry> _geometries;
    private readonly ListTable<int> _buckets;

    public ShapeTable(Arena arena, int limit)
    {
        Slots = new SlotTable(arena, "shapes") { Limit = limit };
        Shapes = Slots.AddChainColumn<ShapeRow>("row");
        _geometrySlots = new SlotTable(arena, "outlines") { Limit = limit };
        _geometries = _geometrySlots.AddChainColumn<Geometry>("row");
        _buckets = new ListTable<int>(arena, "outlineBuckets", isChecked: false);
    }

    public SlotTable Slots { get; }

    public ColumnOf<ShapeRow> Shapes { get; }

    public Geometry* Outlines => _geometries.Rows;

    public void Begin()
    {
        for (int i = 0; i < Buckets; i++) _buckets.Push(-1);
    }

    public int Share(in Geometry geometry)
    {
        ulong hash = HashOf(geometry);
        int bucket = (int)(hash % Buckets);
        for (int at = _buckets[bucket]; at >= 0; at = _geometries[at].Next)
        {
            if (_geometries[at].Hash != hash || !_geometries[at].SameOutline(geometry)) continue;
            _geometries[at].Users++;
            return at;
        }

        int row = _geometrySlots.Take();
        _geometries[row] = geometry with { Hash = hash, Users = 1, Next = _buckets[bucket] };
        _buckets[bucket] = row;
        return row;
    }

    public void Release(int row)
    {
        if (--_geometries[row].Users > 0) return;
        ref int link = ref _buckets[(int)(_geometries[row].Hash % Buckets)];
        while (link != row) link = ref _geometries[link].Next;
        link = _geometries[row].Next;
        _geometrySlots.Free(row);
    }

    private static ulong HashOf(in Geometry g)
    {
        ulong hash = (ulong)g.Count;
        for (int i = 0; i < g.Count; i++) hash = Mixed(hash, g.Vertex(i));
        return Mixed(Mixed(Mixed(hash, g.Before), g.After), new Vec2(g.Radius, g.IsChain));
    }

    private static ulong Mixed(ulong hash, Vec2 v)
    {
        ulong state = hash ^ BitConverter.SingleToUInt32Bits(v.X) ^ ((ulong)BitConverter.SingleToUInt32Bits(v.Y) << 32);
        return Random64.Next(ref state);
    }
}
