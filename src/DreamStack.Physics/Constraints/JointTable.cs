using DreamStack.Physics.Bodies;
using DreamStack.Physics.Memory;

namespace DreamStack.Physics.Constraints;

/// <summary>The world's constraints, in the lists of both bodies.</summary>
internal sealed unsafe class JointTable
{
    public JointTable(Arena arena)
    {
        Slots = new SlotTable(arena, "joints");
        Rows = Slots.AddChainColumn<JointRow>("row");
        Impulses = Slots.AddColumn<JointImpulses>("impulses", true, "linear.x", "linear.y", "angular", "spring", "motor", "lower", "upper");
    }

    public SlotTable Slots { get; }

    public ColumnOf<JointRow> Rows { get; }

    public ColumnOf<JointImpulses> Impulses { get; }

    public int Next(int joint, int body) => Rows[joint].BodyA == body ? Rows[joint].NextA : Rows[joint].NextB;

    public int Other(int joint, int body) => Rows[joint].BodyA == body ? Rows[joint].BodyB : Rows[joint].BodyA;

    public int Add(BodyTable bodies, in JointRow made)
    {
        int joint = Slots.Take();
        Rows[joint] = made;
        Impulses[joint] = default;
        (Rows[joint].NextA, Rows[joint].PreviousA) = (Push(bodies, made.BodyA, joint), -1);
        (Rows[joint].NextB, Rows[joint].PreviousB) = (Push(bodies, made.BodyB, joint), -1);
        return joint;
    }

    public void Remove(BodyTable bodies, int joint)
    {
        JointRow row = Rows[joint];
        Cut(bodies, row.BodyA, row.PreviousA, row.NextA);
        Cut(bodies, row.BodyB, row.PreviousB, row.NextB);
        Impulses[joint] = default;
        Slots.Free(joint);
    }

    private int Push(BodyTable bodies, int body, int joint)
    {
        int head = bodies.Links[body].FirstJoint;
        bodies.Links[body].FirstJoint = joint;
        if (head >= 0) PreviousOf(head, body) = joint;
        return head;
    }

    private void Cut(BodyTable bodies, int body, int previous, int next)
    {
        if (previous < 0) bodies.Links[body].FirstJoint = next;
        else if (Rows[previous].BodyA == body) Rows[previous].NextA = next;
        else Rows[previous].NextB = next;
        if (next >= 0) PreviousOf(next, body) = previous;
    }

    private ref int PreviousOf(int joint, int body) => ref Rows[joint].BodyA == body ? ref Rows[joint].PreviousA : ref Rows[joint].PreviousB;
}
