using DreamStack.App.Scene;
using DreamStack.Physics.Bodies;
using DreamStack.Physics.Constraints;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Regions;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;

namespace DreamStack.Tests.Physics;

/// <summary>Draws a world into a tile of a picture.</summary>
internal sealed class ScenePainter(DisplayList list, float left, float top, float width, float height)
{
    // So many bodies in a row have one colour: a picture of thousands stays small.
    private const int Alike = 8;
    private const uint Paper = 0x11151BFF;
    private const uint Still = 0x3A4452FF;
    private const uint Line = 0xE6EBF255;
    private const uint Field = 0x2F6FB04C;
    private const uint Ink = 0xC3CBD6FF;
    private static readonly uint[] s_fills = [0xF2B45CFF, 0x6FC3B2FF, 0xB79BE8FF, 0x7FB3F0FF, 0xE8907FFF, 0x9CCB6BFF];

    private Vec2 _middle;
    private float _scale;

    public void Draw(World world, string title, Vec2 middle, float metres)
    {
        (_middle, _scale) = (middle, width / metres);
        list.PushClip(left, top, width, height);
        list.FillRect(left, top, width, height, Paper);
        DrawRegions(world);
        BodyId[] bodies = new BodyId[world.BodyCount];
        world.CopyBodies(bodies);
        foreach (BodyId body in bodies) DrawBody(world, body);
        DrawJoints(world);
        list.FillText(title, left + 10f, top + 22f, 15f, TextWeight.Regular, TextAlign.Left, Ink);
        list.Pop();
    }

    private void DrawRegions(World world)
    {
        RegionId[] regions = new RegionId[world.CopyRegions([])];
        world.CopyRegions(regions);
        foreach (RegionId region in regions)
        {
            RegionView view = world.Describe(region);
            (float x, float y) = Place(new Vec2(view.Bounds.Lower.X, view.Bounds.Upper.Y));
            list.FillRect(x, y, 2f * view.Bounds.HalfSize.X * _scale, 2f * view.Bounds.HalfSize.Y * _scale, Field);
        }
    }

    private void DrawBody(World world, BodyId id)
    {
        Body body = world[id];
        uint fill = body.Kind == BodyKind.Dynamic ? s_fills[id.Index / Alike % s_fills.Length] : Still;
        ShapeId[] shapes = new ShapeId[world.CopyShapes(id, [])];
        world.CopyShapes(id, shapes);
        foreach (ShapeId shape in shapes)
        {
            Shape outline = world.OutlineOf(shape);
            float[] points = new float[2 * outline.Count];
            for (int i = 0; i < outline.Count; i++) (points[2 * i], points[(2 * i) + 1]) = Place(body.Pose * outline[i]);
            if (outline.Count == 1) list.FillCircle(points[0], points[1], MathF.Max(0.7f, outline.Radius * _scale), fill);
            else if (outline.Count == 2) list.StrokeLine(points[0], points[1], points[2], points[3], MathF.Max(1f, 2f * outline.Radius * _scale), fill);
            else list.FillPolygon(points, fill);
        }
    }

    private void DrawJoints(World world)
    {
        JointId[] joints = new JointId[world.JointCount];
        world.CopyJoints(joints);
        foreach (JointId joint in joints)
        {
            JointView view = world.Describe(joint);
            if (view.Kind == JointKind.Mouse) continue;
            (float x1, float y1) = Place(world[view.BodyA].Kind == BodyKind.Static ? world[view.BodyA].Pose * view.AnchorA : world[view.BodyA].Center);
            (float x2, float y2) = Place(world[view.BodyB].Center);
            list.StrokeLine(x1, y1, x2, y2, 1f, Line);
        }
    }

    private (float X, float Y) Place(Vec2 at) => (left + (0.5f * width) + ((at.X - _middle.X) * _scale), top + (0.5f * height) - ((at.Y - _middle.Y) * _scale));
}
