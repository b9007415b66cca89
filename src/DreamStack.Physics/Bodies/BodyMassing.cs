using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Bodies;

/// <summary>A body's mass, centre and inertia from its shapes.</summary>
internal static unsafe class BodyMassing
{
    public static BodyMass Of(World world, int body)
    {
        BodyLinks links = world.Bodies.Links[body];
        if (links.Kind != BodyKind.Dynamic) return default;
        float mass = 0f, inertia = 0f;
        Vec2 weighted = default;
        for (int shape = links.FirstShape; shape >= 0; shape = world.Shapes.Shapes[shape].Next)
        {
            ShapeMass part = PartOf(world, shape);
            mass += part.Mass;
            weighted += part.Mass * part.Center;
        }

        if (mass <= 0f) return new BodyMass { Mass = 1f, InverseMass = 1f };
        Vec2 center = (1f / mass) * weighted;
        for (int shape = links.FirstShape; shape >= 0; shape = world.Shapes.Shapes[shape].Next)
        {
            ShapeMass part = PartOf(world, shape);
            inertia += part.Inertia + (part.Mass * (part.Center - center).LengthSquared);
        }

        bool turns = inertia > 0f && (links.Flags & BodyFlags.RotationLocked) == 0;
        return new BodyMass { Mass = mass, InverseMass = 1f / mass, Inertia = inertia, InverseInertia = turns ? 1f / inertia : 0f, Center = center };
    }

    private static ShapeMass PartOf(World world, int shape)
    {
        ShapeRow* row = world.Shapes.Shapes.Rows + shape;
        return ShapeMass.Of(world.Shapes.Outlines[row->Geometry], row->Density);
    }

    public static (float Min, float Max) Extents(World world, int body)
    {
        float min = float.MaxValue, max = 0f;
        Vec2 center = world.Bodies.Masses[body].Center;
        for (int shape = world.Bodies.Links[body].FirstShape; shape >= 0; shape = world.Shapes.Shapes[shape].Next)
        {
            Geometry* g = world.Shapes.Outlines + world.Shapes.Shapes[shape].Geometry;
            for (int i = 0; i < g->Count; i++) max = Scalar.Max(max, (g->Vertex(i) - center).Length + g->Radius);
            float inner = g->Count <= 2 ? g->Radius : float.MaxValue;
            for (int i = 0; g->Count > 2 && i < g->Count; i++) inner = Scalar.Min(inner, Vec2.Dot(g->Normal(i), g->Vertex(i) - g->Centroid) + g->Radius);
            min = Scalar.Min(min, inner);
        }

        return (min, max);
    }
}
