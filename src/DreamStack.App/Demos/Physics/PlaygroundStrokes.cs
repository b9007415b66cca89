using DreamStack.Physics.Bodies;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;

namespace DreamStack.App.Demos.Physics;

/// <summary>Makes bodies of what was drawn.</summary>
internal static class PlaygroundStrokes
{
    private const float WireRadius = 0.14f;
    private const float LeastPiece = 0.05f;
    private const float LeastArea = 0.05f;

    public static void Make(World world, in PlaygroundCommand command, int color)
    {
        if (world.BodyCount >= PlaygroundScene.MaxBodies) return;
        Span<Vec2> points = stackalloc Vec2[PlaygroundCommand.MaxPoints];
        points = points[..command.Count];
        Vec2 middle = default;
        for (int i = 0; i < points.Length; i++) middle += (1f / points.Length) * (points[i] = PlaygroundRules.Inside(command[i]));
        for (int i = 0; i < points.Length; i++) points[i] -= middle;
        if (command.Kind == CommandKind.Plate) MakePlate(world, points, middle, color);
        else MakeWire(world, points, middle, color);
    }

    private static void MakePlate(World world, Span<Vec2> points, Vec2 middle, int color)
    {
        // A polygon has eight corners at most: evenly many of those that were drawn.
        int corners = Math.Min(points.Length, Shape.MaxVertices);
        for (int i = 0; i < corners; i++) points[i] = points[i * points.Length / corners];
        points = points[..corners];
        float area = 0f;
        for (int i = 0; i < points.Length; i++) area += Vec2.Cross(points[i], points[(i + 1) % points.Length]) / 2f;
        if (MathF.Abs(area) < LeastArea || !TryHull(points, out Shape plate)) return;
        BodyId body = world.AddBody(new BodyDefinition { Position = middle, UserData = (ulong)color });
        world.AddShape(body, plate);
    }

    private static bool TryHull(ReadOnlySpan<Vec2> points, out Shape plate)
    {
        try
        {
            plate = Shape.Polygon(points);
            return true;
        }
        catch (ArgumentException)
        {
            // Points nearly on one line enclose nothing, however long the line is.
            plate = default;
            return false;
        }
    }

    private static void MakeWire(World world, ReadOnlySpan<Vec2> points, Vec2 middle, int color)
    {
        BodyId body = default;
        Vec2 from = points[0];
        foreach (Vec2 to in points[1..])
        {
            if (Vec2.Distance(from, to) < LeastPiece) continue;
            if (body == default) body = world.AddBody(new BodyDefinition { Position = middle, UserData = (ulong)color });
            world.AddShape(body, Shape.Capsule(from, to, WireRadius));
            from = to;
        }
    }
}
