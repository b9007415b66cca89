using System.Globalization;
using System.Text;
using DreamStack.Physics.Bodies;
using DreamStack.Physics.Constraints;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Scenes;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;

namespace DreamStack.Bench.Physics;

/// <summary>A scene as lines of text that every peer runs (bench/physics/README.md): what our run adds and removes, theirs do.</summary>
internal sealed class SceneScript
{
    private readonly StringBuilder _text = new();
    private readonly Dictionary<BodyId, int> _ordinals = [];
    private int _removed;

    /// <summary>Hinges alone go over: of the ten scenes one has five others.</summary>
    public static string Write(PhysicsScene scene, int steps)
    {
        SceneScript script = new();
        using World world = scene.Make(scene.Settings);
        script.Line("W", world.Gravity.X, world.Gravity.Y, scene.Settings.MaySleep ? 1 : 0, scene.Settings.SubSteps);
        script.NoteBodies(world);
        script.NoteHinges(world);
        for (int i = 0; i < steps; i++)
        {
            scene.Prepare(world);
            script.NoteBodies(world);
            script.Line("T");
            world.Step();
        }

        return script._text.ToString();
    }

    private void NoteBodies(World world)
    {
        BodyId[] ids = new BodyId[world.BodyCount];
        world.CopyBodies(ids);
        foreach (BodyId gone in _ordinals.Keys.Where(id => !world.Contains(id)).ToList())
        {
            Line("R", _ordinals[gone]);
            _ordinals.Remove(gone);
            _removed++;
        }

        foreach (BodyId id in ids.Where(id => !_ordinals.ContainsKey(id))) NoteBody(world, id);
    }

    private void NoteBody(World world, BodyId id)
    {
        _ordinals.Add(id, _ordinals.Count + _removed);
        Body body = world[id];
        BodyFlags flags = world.Bodies.Links[id.Index].Flags;
        Line("B", (int)body.Kind, body.Position.X, body.Position.Y, body.Angle, body.LinearVelocity.X, body.LinearVelocity.Y, body.AngularVelocity, flags.HasFlag(BodyFlags.Bullet) ? 1 : 0, flags.HasFlag(BodyFlags.RotationLocked) ? 1 : 0);
        ShapeId[] shapes = new ShapeId[64];
        foreach (ShapeId shape in shapes.Take(world.CopyShapes(id, shapes)).Reverse()) NoteShape(world, shape.Index);
    }

    private unsafe void NoteShape(World world, int index)
    {
        ShapeRow row = world.Shapes.Shapes[index];
        Geometry* outline = world.Shapes.Outlines + row.Geometry;
        List<double> numbers = [row.Friction, row.Restitution, row.Density, row.Filter.Category, row.Filter.Mask, row.Filter.Group, outline->Radius, outline->Count];
        for (int i = 0; i < outline->Count; i++)
        {
            Vec2 vertex = outline->Vertex(i);
            numbers.AddRange([vertex.X, vertex.Y]);
        }

        Line("S", [.. numbers]);
    }

    private void NoteHinges(World world)
    {
        JointId[] ids = new JointId[world.JointCount];
        world.CopyJoints(ids);
        foreach (JointId id in ids)
        {
            JointRow row = world.Joints.Rows[id.Index];
            if (row.Kind != JointKind.Hinge) continue;
            int a = _ordinals[world.IdOf(row.BodyA)], b = _ordinals[world.IdOf(row.BodyB)];
            Line("J", a, b, row.AnchorA.X, row.AnchorA.Y, row.AnchorB.X, row.AnchorB.Y, row.HasLimit, row.Lower, row.Upper, row.MaxMotor, row.MotorSpeed, row.HasSpring != 0 ? row.Hertz : 0, row.Damping);
        }
    }

    private void Line(string what, params ReadOnlySpan<double> numbers)
    {
        _text.Append(what);
        foreach (double number in numbers) _text.Append(' ').Append(number.ToString("R", CultureInfo.InvariantCulture));
        _text.Append('\n');
    }
}
