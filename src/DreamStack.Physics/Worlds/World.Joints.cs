using System.Runtime.CompilerServices;
using DreamStack.Physics.Bodies;
using DreamStack.Physics.Collision;
using DreamStack.Physics.Constraints;
using DreamStack.Physics.Events;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;

namespace DreamStack.Physics.Worlds;

public sealed unsafe partial class World
{
    /// <summary>Adds a constraint; wakes both bodies.</summary>
    public JointId AddJoint(JointDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ThrowIfStepping();
        int a = RowOf(definition.BodyA), b = RowOf(definition.BodyB);
        if (a == b) throw new ArgumentException("A constraint joins two bodies: BodyA and BodyB must differ.", nameof(definition));
        if (Bodies.Links[a].Kind != BodyKind.Dynamic && Bodies.Links[b].Kind != BodyKind.Dynamic)
        {
            throw new ArgumentException("A constraint needs a dynamic body: neither of these two can be pushed.", nameof(definition));
        }

        JointRow row = new()
        {
            BodyA = a,
            BodyB = b,
            AnchorA = Guard.Vector(definition.AnchorA, Shape.MaxSize),
            AnchorB = Guard.Vector(definition.AnchorB, Shape.MaxSize),
            BodiesTouch = definition.BodiesTouch ? 1 : 0,
            Reference = Bodies.Poses[a].Rotation.To(Bodies.Poses[b].Rotation),
            BreakForce = Guard.Number(definition.BreakForce, 0f, float.PositiveInfinity),
            BreakTorque = Guard.Number(definition.BreakTorque, 0f, float.PositiveInfinity),
            UserData = definition.UserData,
        };
        definition.Fill(ref row);
        int joint = Joints.Add(Bodies, row);
        if (!definition.BodiesTouch) RemoveContactsBetween(a, b);
        Wake(a);
        Wake(b);
        return IdOfJoint(joint);
    }

    /// <summary>Removes a constraint; wakes both bodies.</summary>
    public void RemoveJoint(JointId id)
    {
        ThrowIfStepping();
        int joint = RowOf(id);
        Wake(Joints.Rows[joint].BodyA);
        Wake(Joints.Rows[joint].BodyB);
        RemoveJointRow(joint);
    }

    /// <summary>Whether the id names a constraint that is there.</summary>
    public bool Contains(JointId id) => Joints.Slots.IsLive(id.Index, id.Generation);

    /// <summary>Moves the target of a mouse constraint.</summary>
    public void SetTarget(JointId id, Vec2 target)
    {
        ThrowIfStepping();
        int joint = RowOf(id);
        if (Joints.Rows[joint].Kind != JointKind.Mouse) throw new ArgumentException("Only a mouse constraint has a target.", nameof(id));
        Joints.Rows[joint].Axis = Guard.Point(target);
        Wake(Joints.Rows[joint].BodyB);
    }

    /// <summary>Sets the speed that the motor of a hinge or a slider strives for.</summary>
    public void SetMotorSpeed(JointId id, float speed)
    {
        ThrowIfStepping();
        int joint = RowOf(id);
        if (Joints.Rows[joint].Kind is not (JointKind.Hinge or JointKind.Slider)) throw new ArgumentException("Only a hinge or a slider has a motor of one speed.", nameof(id));
        Joints.Rows[joint].MotorSpeed = Guard.Number(speed, -1e4f, 1e4f);
        Wake(Joints.Rows[joint].BodyA);
        Wake(Joints.Rows[joint].BodyB);
    }

    /// <summary>Angle of the second body of a constraint against the first, from how they stood when it was made.</summary>
    public float AngleOf(JointId id)
    {
        JointRow row = Joints.Rows[RowOf(id)];
        return row.Reference.To(Bodies.Poses[row.BodyA].Rotation.To(Bodies.Poses[row.BodyB].Rotation)).Angle;
    }

    internal JointId IdOfJoint(int joint) => new(joint, Joints.Slots.GenerationOf(joint));

    internal int RowOf(JointId id, [CallerArgumentExpression(nameof(id))] string name = "") =>
        Contains(id) ? id.Index : throw new ArgumentException($"There is no constraint {id.Index} of generation {id.Generation} in this world.", name);

    internal void RemoveJointRow(int joint)
    {
        JointRow row = Joints.Rows[joint];
        Joints.Remove(Bodies, joint);
        // Their shapes may be close already: look for the pairs that the constraint kept apart.
        if (row.BodiesTouch != 0) return;
        for (int shape = Bodies.Links[row.BodyB].FirstShape; shape >= 0; shape = Shapes.Shapes[shape].Next) MarkMoved(shape);
    }

    private void RemoveContactsBetween(int a, int b)
    {
        for (int c = Bodies.Links[a].FirstContact; c >= 0;)
        {
            int next = Contacts.Next(c, a);
            ContactLinks links = Contacts.Links[c];
            if (links.BodyA == b || links.BodyB == b) RemoveContact(c);
            c = next;
        }
    }

    private void BreakJoints(float inverseH)
    {
        for (int joint = 0; joint < Joints.Slots.Count; joint++)
        {
            if (!Joints.Slots.IsLive(joint)) continue;
            JointRow row = Joints.Rows[joint];
            if (row.BreakForce > 1e30f && row.BreakTorque > 1e30f) continue;
            (float force, float torque) = JointSolver.Reaction(row.Kind, Joints.Impulses[joint], inverseH);
            if (force <= row.BreakForce && torque <= row.BreakTorque) continue;
            Log.Raise(new WorldEvent { Kind = WorldEventKind.JointBroke, BodyA = IdOf(row.BodyA), BodyB = IdOf(row.BodyB), Joint = IdOfJoint(joint), Impulse = force });
            Wake(row.BodyA);
            Wake(row.BodyB);
            RemoveJointRow(joint);
        }
    }
}
