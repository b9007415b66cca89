using DreamStack.Physics.Bodies;
using DreamStack.Physics.Constraints;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Queries;
using DreamStack.Physics.Regions;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Snapshots;
using DreamStack.Physics.Solver;
using DreamStack.Physics.Timelines;
using DreamStack.Physics.Worlds;

namespace DreamStack.Tests.Physics;

/// <summary>Calls that must be refused, by the member they call and what is wrong with them.</summary>
internal static class BadCalls
{
    private const float NaN = float.NaN;
    private const float Infinite = float.PositiveInfinity;
    private const float Absurd = 3e38f;

    private static readonly Dictionary<string, Action<CallSite>> s_all = new(StringComparer.Ordinal);

    // The numbers that no length, speed or force may be.
    private static readonly (string Name, float Value)[] s_numbers = [("NaN", NaN), ("infinite", Infinite), ("minus infinite", -Infinite), ("absurd", Absurd)];

    public static IReadOnlyDictionary<string, Action<CallSite>> All => s_all.Count > 0 ? s_all : Fill();

    private static Dictionary<string, Action<CallSite>> Fill()
    {
        AddWorld();
        AddQueries();
        AddBody();
        AddShapes();
        AddDefinitions();
        AddJoints();
        AddHierarchy();
        AddTimeline();
        return s_all;
    }

    private static void Add(string member, string what, Action<CallSite> call) => s_all.Add($"{member}: {what}", call);

    private static void Each(string member, Action<CallSite, float> call, string what = "")
    {
        foreach ((string name, float value) in s_numbers) Add(member, what + name, site => call(site, value));
    }

    private static void Each(string member, float least, Action<CallSite, float> call)
    {
        Each(member, call);
        Add(member, "too little", site => call(site, least));
    }

    private static void AddWorld()
    {
        Each("World.Step", 0f, (s, x) => s.World.Step(x));
        Add("World.Step", "too long", s => s.World.Step(0.11f));
        Each("World.Gravity", (s, x) => s.World.Gravity = new Vec2(0f, x));
        Add("World.AddBody", "nothing", s => s.World.AddBody(null!));
        Add("World.this", "gone", s => _ = s.World[s.GoneBody]);
        Add("World.this", "of another world", s => _ = s.World[new BodyId(1234, 1)]);
        Add("World.this", "no name", s => _ = s.World[default(BodyId)]);
        Add("World.RemoveBody", "gone", s => s.World.RemoveBody(s.GoneBody));
        Add("World.AddShape", "gone", s => s.World.AddShape(s.GoneBody, Shape.Circle(1f)));
        Add("World.AddShape", "no shape", s => s.World.AddShape(s.Ball, default));
        Add("World.AddShape", "bad surface", s => s.World.AddShape(s.Ball, Shape.Circle(1f), new Surface { Friction = -1f }));
        Add("World.AddChain", "gone", s => s.World.AddChain(s.GoneBody, Chain(), isLoop: true));
        Add("World.AddChain", "too few for a loop", s => s.World.AddChain(s.Ground, Chain().AsSpan(0, 2), isLoop: true));
        Add("World.AddChain", "too few", s => s.World.AddChain(s.Ground, Chain().AsSpan(0, 3), isLoop: false));
        Add("World.AddChain", "a bad point at its end", s => s.World.AddChain(s.Ground, [.. Chain(), new Vec2(NaN, 0f)], isLoop: false));
        Add("World.AddChain", "a point twice", s => s.World.AddChain(s.Ground, [.. Chain(), .. Chain().AsSpan(4), new Vec2(0f, -3f)], isLoop: false));
        Add("World.AddChain", "bad surface", s => s.World.AddChain(s.Ground, Chain(), isLoop: true, new Surface { Density = NaN }));
        Add("World.RemoveShape", "gone", s => s.World.RemoveShape(s.GoneShape));
        Add("World.BodyOf", "gone", s => s.World.BodyOf(s.GoneShape));
        Add("World.OutlineOf", "gone", s => s.World.OutlineOf(s.GoneShape));
        Add("World.CopyShapes", "gone", s => s.World.CopyShapes(s.GoneBody, []));
        Add("World.CopyContacts", "gone", s => s.World.CopyContacts(s.GoneBody, []));
        Add("World.AddJoint", "nothing", s => s.World.AddJoint(null!));
        Add("World.AddJoint", "gone", s => s.World.AddJoint(new WeldJoint { BodyA = s.Ball, BodyB = s.GoneBody }));
        Add("World.AddJoint", "with itself", s => s.World.AddJoint(new WeldJoint { BodyA = s.Ball, BodyB = s.Ball }));
        Add("World.RemoveJoint", "gone", s => s.World.RemoveJoint(s.GoneJoint));
        Add("World.AngleOf", "gone", s => s.World.AngleOf(s.GoneJoint));
        Add("World.Describe", "gone constraint", s => s.World.Describe(s.GoneJoint));
        Add("World.Describe", "gone region", s => s.World.Describe(s.GoneRegion));
        Add("World.SetTarget", "gone", s => s.World.SetTarget(s.GoneJoint, default));
        Add("World.SetTarget", "of a hinge", s => s.World.SetTarget(s.Hinge, default));
        Add("World.SetMotorSpeed", "gone", s => s.World.SetMotorSpeed(s.GoneJoint, 1f));
        Add("World.SetMotorSpeed", "of a rope", s => s.World.SetMotorSpeed(s.Rope, 1f));
        Each("World.SetMotorSpeed", (s, x) => s.World.SetMotorSpeed(s.Hinge, x));
        Add("World.AddRegion", "nothing", s => s.World.AddRegion(null!));
        Add("World.RemoveRegion", "gone", s => s.World.RemoveRegion(s.GoneRegion));
        Add("World.CopyVisitors", "gone", s => s.World.CopyVisitors(s.GoneRegion, []));
        Add("World.Save", "nothing", s => s.World.Save(null!));
        Add("World.Restore", "nothing", s => s.World.Restore(null!));
        Add("World.Restore", "empty", s => s.World.Restore(new Snapshot()));
        Add("World.Restore", "cut", s => s.World.Restore(Snapshot.From(s.World.Save().Bytes[..^4])));
        Add("World.FindDivergence", "nothing", s => s.World.FindDivergence(null!));
        Add("World.FindDivergence", "empty", s => s.World.FindDivergence(new Snapshot()));
    }

    private static void AddQueries()
    {
        RayHit[] hits = new RayHit[4];
        NearHit[] near = new NearHit[4];
        ShapeId[] shapes = new ShapeId[4];
        Each("World.OverlapPoint", (s, x) => s.World.OverlapPoint(new Vec2(x, 0f), shapes));
        Each("World.OverlapShape", (s, x) => s.World.OverlapShape(Shape.Circle(1f), Pose.At(new Vec2(0f, x)), shapes));
        Add("World.OverlapShape", "no shape", s => s.World.OverlapShape(default, Pose.Identity, shapes));
        Add("World.OverlapShape", "no rotation", s => s.World.OverlapShape(Shape.Circle(1f), default, shapes));
        Add("World.OverlapBounds", "NaN", s => s.World.OverlapBounds(new Bounds(new Vec2(NaN, 0f), new Vec2(1f, 1f)), shapes));
        Add("World.OverlapBounds", "turned", s => s.World.OverlapBounds(new Bounds(new Vec2(2f, 0f), new Vec2(1f, 1f)), shapes));
        Each("World.RayCast", (s, x) => s.World.RayCast(new Vec2(x, 0f), new Vec2(1f, 0f), out _), "origin ");
        Each("World.RayCast", (s, x) => s.World.RayCast(default, new Vec2(x, 0f), out _), "way ");
        Add("World.RayCast", "no room", s => s.World.RayCast(new Ray[5], hits));
        Each("World.RayCastAny", (s, x) => s.World.RayCastAny(default, new Vec2(x, 0f)));
        Each("World.RayCastAll", (s, x) => s.World.RayCastAll(default, new Vec2(x, 0f), hits));
        Each("World.ShapeCast", (s, x) => s.World.ShapeCast(Shape.Circle(1f), Pose.At(new Vec2(x, 0f)), new Vec2(1f, 0f), out _));
        Add("World.ShapeCast", "no shape", s => s.World.ShapeCast(default, Pose.Identity, new Vec2(1f, 0f), out _));
        Each("World.ShapeCastAny", (s, x) => s.World.ShapeCastAny(Shape.Circle(1f), Pose.Identity, new Vec2(x, 0f)));
        Each("World.ShapeCastAll", (s, x) => s.World.ShapeCastAll(Shape.Circle(1f), Pose.Identity, new Vec2(x, 0f), hits));
        Each("World.Nearest", (s, x) => s.World.Nearest(new Vec2(x, 0f), 1f, near));
        Add("World.Nearest", "less than nothing", s => s.World.Nearest(default, -1f, near));
        Each("World.ClosestPoint", (s, x) => s.World.ClosestPoint(new Vec2(x, 0f), 1f, out _));
        Add("World.ClosestPoint", "no room", s => s.World.ClosestPoint(new Vec2[5], 1f, near));
        Add("World.Distance", "gone", s => s.World.Distance(s.Disc, s.GoneShape, out _, out _));
    }

    private static void AddBody()
    {
        Each("Body.Pose", (s, x) => Ball(s, b => b.Pose = Pose.At(new Vec2(x, 0f))));
        Add("Body.Pose", "no rotation", s => Ball(s, b => b.Pose = default));
        Add("Body.Pose", "too far", s => Ball(s, b => b.Pose = Pose.At(new Vec2(2e6f, 0f))));
        Each("Body.LinearVelocity", (s, x) => Ball(s, b => b.LinearVelocity = new Vec2(x, 0f)));
        Each("Body.AngularVelocity", (s, x) => Ball(s, b => b.AngularVelocity = x));
        Each("Body.ApplyForce", (s, x) => Ball(s, b => b.ApplyForce(new Vec2(0f, x))));
        Each("Body.ApplyForce", (s, x) => Ball(s, b => b.ApplyForce(new Vec2(0f, 1f), new Vec2(x, 0f))), "point ");
        Each("Body.ApplyTorque", (s, x) => Ball(s, b => b.ApplyTorque(x)));
        Each("Body.ApplyImpulse", (s, x) => Ball(s, b => b.ApplyImpulse(new Vec2(0f, x))));
        Each("Body.ApplyImpulse", (s, x) => Ball(s, b => b.ApplyImpulse(new Vec2(0f, 1f), new Vec2(x, 0f))), "point ");
    }

    private static void AddShapes()
    {
        Each("Shape.Circle", 0f, (_, x) => Shape.Circle(x));
        Each("Shape.Circle", (_, x) => Shape.Circle(1f, new Vec2(x, 0f)), "centre ");
        Each("Shape.Capsule", 0f, (_, x) => Shape.Capsule(default, new Vec2(1f, 0f), x));
        Add("Shape.Capsule", "one point", _ => Shape.Capsule(default, default, 1f));
        Each("Shape.Segment", (_, x) => Shape.Segment(default, new Vec2(x, 0f)));
        Add("Shape.Segment", "one point", _ => Shape.Segment(default, default));
        Each("Shape.Box", 0f, (_, x) => Shape.Box(x, 1f));
        Each("Shape.Box", (_, x) => Shape.Box(1f, 1f, default, x), "angle ");
        Add("Shape.Box", "negative radius", _ => Shape.Box(1f, 1f, default, 0f, -1f));
        Add("Shape.Box", "nothing left of it", _ => Shape.Box(1e-4f, 1e-4f, new Vec2(90_000f, 0f)));
        Each("Shape.Polygon", (_, x) => Shape.Polygon([default, new Vec2(1f, 0f), new Vec2(0f, x)]));
        Add("Shape.Polygon", "too few", _ => Shape.Polygon([default, new Vec2(1f, 0f)]));
        Add("Shape.Polygon", "too many", _ => Shape.Polygon(new Vec2[Shape.MaxVertices + 1]));
        Add("Shape.Polygon", "on one line", _ => Shape.Polygon([default, new Vec2(1f, 0f), new Vec2(2f, 0f)]));
        Add("Shape.Polygon", "one point", _ => Shape.Polygon(new Vec2[4]));
        Add("Shape.this", "beyond", s => _ = Shape.Circle(1f)[1]);
    }

    private static void AddDefinitions()
    {
        Each("BodyDefinition.Position", (s, x) => s.World.AddBody(new BodyDefinition { Position = new Vec2(x, 0f) }));
        Each("BodyDefinition.Angle", (s, x) => s.World.AddBody(new BodyDefinition { Angle = x }));
        Each("BodyDefinition.LinearVelocity", (s, x) => s.World.AddBody(new BodyDefinition { LinearVelocity = new Vec2(x, 0f) }));
        Each("BodyDefinition.AngularVelocity", (s, x) => s.World.AddBody(new BodyDefinition { AngularVelocity = x }));
        Each("BodyDefinition.LinearDamping", -1f, (s, x) => s.World.AddBody(new BodyDefinition { LinearDamping = x }));
        Each("BodyDefinition.AngularDamping", -1f, (s, x) => s.World.AddBody(new BodyDefinition { AngularDamping = x }));
        Each("BodyDefinition.GravityScale", (s, x) => s.World.AddBody(new BodyDefinition { GravityScale = x }));
        Add("BodyDefinition.Kind", "none", s => s.World.AddBody(new BodyDefinition { Kind = (BodyKind)7 }));
        Each("Surface.Density", -1f, (s, x) => s.World.AddShape(s.Ball, Shape.Circle(1f), new Surface { Density = x }));
        Add("Surface.Density", "nearly nothing", s => s.World.AddShape(s.Ball, Shape.Circle(1f), new Surface { Density = 1e-30f }));
        Each("Surface.Friction", -1f, (s, x) => s.World.AddShape(s.Ball, Shape.Circle(1f), new Surface { Friction = x }));
        Each("Surface.Restitution", -1f, (s, x) => s.World.AddShape(s.Ball, Shape.Circle(1f), new Surface { Restitution = x }));
        Each("Surface.BeltSpeed", (s, x) => s.World.AddShape(s.Ball, Shape.Circle(1f), new Surface { BeltSpeed = x }));
        RegionDefinition region = new() { Shape = Shape.Circle(1f) };
        Add("RegionDefinition.Shape", "none", s => s.World.AddRegion(new RegionDefinition { Shape = default }));
        Each("RegionDefinition.Pose", (s, x) => s.World.AddRegion(region with { Pose = Pose.At(new Vec2(x, 0f)) }));
        Add("RegionDefinition.Effect", "none", s => s.World.AddRegion(region with { Effect = (RegionEffect)99 }));
        Each("RegionDefinition.Vector", (s, x) => s.World.AddRegion(region with { Vector = new Vec2(x, 0f) }));
        Each("RegionDefinition.Strength", (s, x) => s.World.AddRegion(region with { Strength = x }));
        Add("RegionDefinition.Strength", "of time", s => s.World.AddRegion(region with { Effect = RegionEffect.TimeScale, Strength = 3f }));
        Each("RegionDefinition.Damping", -1f, (s, x) => s.World.AddRegion(region with { Damping = x }));
        Each("RegionDefinition.Falloff", -1f, (s, x) => s.World.AddRegion(region with { Falloff = x }));
        AddSettings();
    }

    private static void AddSettings()
    {
        Each("WorldSettings.Gravity", (_, x) => Made(new WorldSettings { Gravity = new Vec2(x, 0f) }));
        Each("WorldSettings.ContactHertz", -1f, (_, x) => Made(new WorldSettings { ContactHertz = x }));
        Each("WorldSettings.ContactDamping", -1f, (_, x) => Made(new WorldSettings { ContactDamping = x }));
        Each("WorldSettings.PushSpeed", -1f, (_, x) => Made(new WorldSettings { PushSpeed = x }));
        Each("WorldSettings.JointHertz", -1f, (_, x) => Made(new WorldSettings { JointHertz = x }));
        Each("WorldSettings.JointDamping", -1f, (_, x) => Made(new WorldSettings { JointDamping = x }));
        Each("WorldSettings.RestitutionThreshold", -1f, (_, x) => Made(new WorldSettings { RestitutionThreshold = x }));
        Each("WorldSettings.HitSpeed", -1f, (_, x) => Made(new WorldSettings { HitSpeed = x }));
        Each("WorldSettings.SleepSpeed", -1f, (_, x) => Made(new WorldSettings { SleepSpeed = x }));
        Add("WorldSettings.Path", "none", _ => Made(new WorldSettings { Path = (VectorPath)9 }));
        foreach (int count in (int[])[0, -1, int.MaxValue])
        {
            Add("WorldSettings.SubSteps", $"{count}", _ => Made(new WorldSettings { SubSteps = count }));
            Add("WorldSettings.Workers", $"{count}", _ => Made(new WorldSettings { Workers = count }));
            Add("WorldSettings.MaxBodies", $"{count}", _ => Made(new WorldSettings { MaxBodies = count }));
        }

        static void Made(WorldSettings settings)
        {
            using World world = new(settings);
        }
    }

    private static void AddJoints()
    {
        Each("JointDefinition.AnchorA", (s, x) => Join(s, new WeldJoint { BodyA = s.Ground, BodyB = s.Ball, AnchorA = new Vec2(x, 0f) }));
        Each("JointDefinition.AnchorB", (s, x) => Join(s, new WeldJoint { BodyA = s.Ground, BodyB = s.Ball, AnchorB = new Vec2(x, 0f) }));
        Add("JointDefinition.BodyA", "gone", s => Join(s, new WeldJoint { BodyA = s.GoneBody, BodyB = s.Ball }));
        Add("JointDefinition.BodyB", "gone", s => Join(s, new WeldJoint { BodyA = s.Ball, BodyB = s.GoneBody }));
        Bad("JointDefinition.BreakForce", (a, b, x) => new WeldJoint { BodyA = a, BodyB = b, BreakForce = x });
        Bad("JointDefinition.BreakTorque", (a, b, x) => new WeldJoint { BodyA = a, BodyB = b, BreakTorque = x });
        Bad("DistanceJoint.Length", (a, b, x) => new DistanceJoint { BodyA = a, BodyB = b, Length = x });
        Bad("DistanceJoint.MinLength", (a, b, x) => new DistanceJoint { BodyA = a, BodyB = b, MinLength = x });
        Bad("DistanceJoint.MaxLength", (a, b, x) => new DistanceJoint { BodyA = a, BodyB = b, MaxLength = x });
        Bad("DistanceJoint.Hertz", (a, b, x) => new DistanceJoint { BodyA = a, BodyB = b, IsSpring = true, Hertz = x });
        Bad("DistanceJoint.Damping", (a, b, x) => new DistanceJoint { BodyA = a, BodyB = b, Damping = x });
        Bad("HingeJoint.LowerAngle", (a, b, x) => new HingeJoint { BodyA = a, BodyB = b, LowerAngle = 4f * x });
        Bad("HingeJoint.UpperAngle", (a, b, x) => new HingeJoint { BodyA = a, BodyB = b, UpperAngle = x });
        Bad("HingeJoint.MotorTorque", (a, b, x) => new HingeJoint { BodyA = a, BodyB = b, MotorTorque = x });
        Bad("HingeJoint.MotorSpeed", (a, b, x) => new HingeJoint { BodyA = a, BodyB = b, MotorSpeed = 1e5f * x });
        Bad("HingeJoint.Hertz", (a, b, x) => new HingeJoint { BodyA = a, BodyB = b, Hertz = x });
        Bad("HingeJoint.Damping", (a, b, x) => new HingeJoint { BodyA = a, BodyB = b, Damping = x });
        Bad("WeldJoint.Hertz", (a, b, x) => new WeldJoint { BodyA = a, BodyB = b, Hertz = x });
        Bad("WeldJoint.Damping", (a, b, x) => new WeldJoint { BodyA = a, BodyB = b, Damping = x });
        Bad("SliderJoint.Axis", (a, b, x) => new SliderJoint { BodyA = a, BodyB = b, Axis = new Vec2(x + 1f, 0f) });
        Bad("SliderJoint.Lower", (a, b, x) => new SliderJoint { BodyA = a, BodyB = b, Lower = 2e6f * x });
        Bad("SliderJoint.Upper", (a, b, x) => new SliderJoint { BodyA = a, BodyB = b, Upper = x });
        Bad("SliderJoint.MotorForce", (a, b, x) => new SliderJoint { BodyA = a, BodyB = b, MotorForce = x });
        Bad("SliderJoint.MotorSpeed", (a, b, x) => new SliderJoint { BodyA = a, BodyB = b, MotorSpeed = 1e5f * x });
        Bad("SliderJoint.Hertz", (a, b, x) => new SliderJoint { BodyA = a, BodyB = b, Hertz = x });
        Bad("SliderJoint.Damping", (a, b, x) => new SliderJoint { BodyA = a, BodyB = b, Damping = x });
        Bad("MouseJoint.Target", (a, b, x) => new MouseJoint { BodyA = a, BodyB = b, Target = new Vec2(2e6f * x, 0f) });
        Bad("MouseJoint.Hertz", (a, b, x) => new MouseJoint { BodyA = a, BodyB = b, Hertz = x });
        Bad("MouseJoint.Damping", (a, b, x) => new MouseJoint { BodyA = a, BodyB = b, Damping = x });
        Bad("MouseJoint.MaxForce", (a, b, x) => new MouseJoint { BodyA = a, BodyB = b, MaxForce = x });
        Bad("MotorJoint.LinearVelocity", (a, b, x) => new MotorJoint { BodyA = a, BodyB = b, LinearVelocity = new Vec2(1e5f * x, 0f) });
        Bad("MotorJoint.AngularVelocity", (a, b, x) => new MotorJoint { BodyA = a, BodyB = b, AngularVelocity = 1e5f * x });
        Bad("MotorJoint.MaxForce", (a, b, x) => new MotorJoint { BodyA = a, BodyB = b, MaxForce = x });
        Bad("MotorJoint.MaxTorque", (a, b, x) => new MotorJoint { BodyA = a, BodyB = b, MaxTorque = x });
    }

    private static void Bad(string member, Func<BodyId, BodyId, float, JointDefinition> definition)
    {
        Add(member, "NaN", s => Join(s, definition(s.Ground, s.Ball, NaN)));
        Add(member, "below what it may be", s => Join(s, definition(s.Ground, s.Ball, -1f)));
    }

    private static void AddHierarchy()
    {
        Each("World.AddNode", (s, x) => s.World.AddNode(Pose.At(new Vec2(x, 0f))));
        Add("World.AddNode", "no rotation", s => s.World.AddNode(default(Pose)));
        Add("World.AddNode", "gone parent", s => s.World.AddNode(Pose.Identity, s.GoneNode));
        Add("World.AddNode", "gone body", s => s.World.AddNode(s.GoneBody));
        Add("World.AddNode", "a body on a gone parent", s => s.World.AddNode(s.Ball, s.GoneNode));
        Add("World.RemoveNode", "gone", s => s.World.RemoveNode(s.GoneNode));
        Add("World.WorldPoseOf", "gone", s => s.World.WorldPoseOf(s.GoneNode));
        Add("World.LocalPoseOf", "gone", s => s.World.LocalPoseOf(s.GoneNode));
        Add("World.ParentOf", "gone", s => s.World.ParentOf(s.GoneNode));
        Each("World.SetLocalPose", (s, x) => s.World.SetLocalPose(s.Node, Pose.At(new Vec2(x, 0f))));
        Add("World.SetLocalPose", "gone", s => s.World.SetLocalPose(s.GoneNode, Pose.Identity));
        Each("World.SetWorldPose", (s, x) => s.World.SetWorldPose(s.BodyNode, Pose.At(new Vec2(x, 0f))));
        Add("World.SetWorldPose", "a body below would go too far", s => s.World.SetWorldPose(s.Node, Pose.At(new Vec2(999_999f, 999_999f), 1.5f)));
        Add("World.Attach", "gone child", s => s.World.Attach(s.GoneNode, s.Node));
        Add("World.Attach", "gone parent", s => s.World.Attach(s.Node, s.GoneNode));
        Add("World.Detach", "gone", s => s.World.Detach(s.GoneNode));
    }

    private static void AddTimeline()
    {
        Add("TimelineSettings.KeyframeInterval", "none", s => Record(s, new TimelineSettings { KeyframeInterval = 0 }));
        Add("TimelineSettings.StepSeconds", "NaN", s => Record(s, new TimelineSettings { StepSeconds = NaN }));
        Add("TimelineSettings.MaxKeyframes", "one", s => Record(s, new TimelineSettings { MaxKeyframes = 1 }));
        Add("TimelineSettings.MaxKeyframeBytes", "none", s => Record(s, new TimelineSettings { MaxKeyframeBytes = 0 }));
        Add("TimelineSettings.MaxSteps", "none", s => Record(s, new TimelineSettings { MaxSteps = 0 }));
        Add("TimelineSettings.RecentInterval", "none", s => Record(s, new TimelineSettings { RecentInterval = 0 }));
        Add("TimelineSettings.RecentStates", "too many", s => Record(s, new TimelineSettings { RecentStates = int.MaxValue }));
        foreach (long step in (long[])[-1, 4, long.MinValue, long.MaxValue])
        {
            Add("Timeline.Seek", $"{step}", s => s.Timeline.Seek(step));
            Add("Timeline.AddLate", $"{step}", s => s.Timeline.AddLate(step, [1]));
            Add("Timeline.ChecksumAt", $"{step}", s => s.Timeline.ChecksumAt(step));
        }

        Add("Timeline.Resimulate", "before its beginning", s => s.Timeline.Resimulate(-1));
        Add("Timeline.AddLate", "nothing", s => s.Timeline.AddLate(null!));
        Add("Timeline.Branch", "nothing", s => s.Timeline.Branch(null!));
        Add("Timeline.Branch", "its own world", s => s.Timeline.Branch(s.World));
        Add("Timeline.FindDivergence", "nothing", s => s.Timeline.FindDivergence(null!));
        Add("TimelinePlayer.Advance", "NaN", s => new TimelinePlayer(s.Timeline).Advance(double.NaN));
        Add("TimelinePlayer.Speed", "infinite", s => new TimelinePlayer(s.Timeline).Speed = double.PositiveInfinity);
    }

    private static void Record(CallSite site, TimelineSettings settings) => _ = new Timeline(site.World, (_, _) => { }, settings);

    private static void Join(CallSite site, JointDefinition definition) => site.World.AddJoint(definition);

    private static void Ball(CallSite site, Action<Body> act) => act(site.World[site.Ball]);

    private static Vec2[] Chain() => [new Vec2(3f, 0f), new Vec2(2f, 0f), new Vec2(1f, 0f), new Vec2(0f, 0f), new Vec2(-1f, -1f)];
}
