using System.Runtime.CompilerServices;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Memory;

namespace DreamStack.Physics.Bodies;

/// <summary>The world's bodies, a column for each kind of use.</summary>
internal sealed unsafe class BodyTable
{
    public BodyTable(Arena arena, int limit)
    {
        Slots = new SlotTable(arena, "bodies") { Limit = limit };
        Poses = Slots.AddColumn<BodyPose>("pose", true, "center.x", "center.y", "cos", "sin");
        Motions = Slots.AddColumn<BodyMotion>("motion", true, "velocity.x", "velocity.y", "spin");
        SleepTimes = Slots.AddColumn<float>("sleepTime", true, "sleepTime");
        Masses = Slots.AddColumn<BodyMass>("mass", false, "mass", "inertia", "inverseMass", "inverseInertia", "center.x", "center.y");
        Tunings = Slots.AddColumn<BodyTuning>("tuning", false, "linearDamping", "angularDamping", "gravityScale", "minExtent", "maxExtent");
        Forces = Slots.AddColumn<BodyForce>("force", false, "force.x", "force.y", "torque", "timeScale");
        Links = Slots.AddChainColumn<BodyLinks>("links", "firstShape", "kind", "flags", "firstContact", "firstJoint", "contacts", "awake");
        UserData = Slots.AddColumn<ulong>("userData", false);
        Awake = new ListTable<int>(arena, "awakeBodies", isChecked: true, "body");
    }

    public SlotTable Slots { get; }

    public ColumnOf<BodyPose> Poses { get; }

    public ColumnOf<BodyMotion> Motions { get; }

    public ColumnOf<float> SleepTimes { get; }

    public ColumnOf<BodyMass> Masses { get; }

    public ColumnOf<BodyTuning> Tunings { get; }

    public ColumnOf<BodyForce> Forces { get; }

    public ColumnOf<BodyLinks> Links { get; }

    public ColumnOf<ulong> UserData { get; }

    public ListTable<int> Awake { get; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsAwake(int body) => Links[body].Awake > 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vec2 OriginOf(int body) => Poses[body].Center - (Poses[body].Rotation * Masses[body].Center);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Pose PoseOf(int body) => new(OriginOf(body), Poses[body].Rotation);
}
