using DreamStack.Physics.Maths;

namespace DreamStack.Physics.Shapes;

/// <summary>What an outline weighs: area by formula, the skin of rounded outlines included.</summary>
/// <param name="Mass">Kilograms.</param>
/// <param name="Center">Centre of mass in the body's frame.</param>
/// <param name="Inertia">Moment about its own centre, in kg·m²: far from the body's origin, a float would lose it.</param>
internal readonly record struct ShapeMass(float Mass, Vec2 Center, float Inertia)
{
    public static ShapeMass Of(in Geometry g, float density) => g.Count switch
    {
        1 => Disc(g.Vertex(0), g.Radius, density),
        2 => Capsule(g, density),
        _ => Polygon(g, density),
    };

    private static ShapeMass Disc(Vec2 center, float radius, float density)
    {
        float mass = density * MathF.PI * radius * radius;
        return new ShapeMass(mass, center, mass * (0.5f * radius * radius));
    }

    private static ShapeMass Capsule(in Geometry g, float density)
    {
        Vec2 a = g.Vertex(0), b = g.Vertex(1), center = 0.5f * (a + b);
        float length = Vec2.Distance(a, b), r = g.Radius;
        float discs = density * MathF.PI * r * r, body = density * 2f * r * length, mass = discs + body;
        if (mass <= 0f) return new ShapeMass(0f, center, 0f);
        float lc = 4f * r / (3f * MathF.PI), h = 0.5f * length;
        float about = (discs * ((0.5f * r * r) + (h * h) + (2f * h * lc))) + (body * ((4f * r * r) + (length * length)) / 12f);
        return new ShapeMass(mass, center, about);
    }

    private static ShapeMass Polygon(in Geometry g, float density)
    {
        // A skin adds what its vertices moved outwards along both edges' normals enclose.
        Geometry outline = g;
        if (g.Radius > 0f)
        {
            for (int i = 0; i < g.Count; i++)
            {
                Vec2 n1 = g.Normal((i + g.Count - 1) % g.Count), n2 = g.Normal(i), mid = (n1 + n2).Normalized();
                outline.Set(i, g.Vertex(i) + ((g.Radius / Scalar.Max(0.1f, Vec2.Dot(mid, n1))) * mid));
            }
        }

        Vec2 origin = outline.Vertex(0), weighted = default;
        float area = 0f, second = 0f;
        for (int i = 1; i + 1 < g.Count; i++)
        {
            Vec2 e1 = outline.Vertex(i) - origin, e2 = outline.Vertex(i + 1) - origin;
            float d = Vec2.Cross(e1, e2);
            area += 0.5f * d;
            weighted += (d / 6f) * (e1 + e2);
            second += (d / 12f) * (e1.LengthSquared + Vec2.Dot(e1, e2) + e2.LengthSquared);
        }

        Vec2 offset = (1f / area) * weighted, center = origin + offset;
        float mass = density * area, about = (density * second) - (mass * offset.LengthSquared);
        return new ShapeMass(mass, center, about);
    }
}
