using DreamStack.Physics.Maths;

namespace DreamStack.Physics.Collision;

/// <summary>A contact's points, along a normal from the first shape to the second.</summary>
internal struct ManifoldRow
{
    public Vec2 Normal;
    public int Count;
    public ContactFlags Flags;
    public ManifoldPoint First;
    public ManifoldPoint Second;

    /// <summary>One more point, at a place in the first shape's frame.</summary>
    public void Add(Vec2 point, float separation, uint feature)
    {
        ManifoldPoint made = new() { Anchor = point, Separation = separation, Feature = feature };
        if (Count == 0) First = made;
        else Second = made;
        Count++;
    }
}
