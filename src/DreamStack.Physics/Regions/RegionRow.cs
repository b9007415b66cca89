using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;

namespace DreamStack.Physics.Regions;

/// <summary>A region as the world keeps it.</summary>
internal struct RegionRow
{
    public int Priority;
    public int RaisesStay;
    public Geometry Outline;
    public Pose Pose;
    public Bounds Bounds;
    public RegionEffect Effect;
    public Vec2 Vector;
    public float Strength;
    public float Damping;
    public float Falloff;
    public float Radius;
    public int Exclusive;
    public Filter Filter;
}
