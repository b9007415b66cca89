using DreamStack.Physics.Bodies;
using DreamStack.Physics.Memory;

namespace DreamStack.Physics.Collision;

/// <summary>The world's contacts: pairs of shapes whose boxes meet, in the lists of both bodies.</summary>
internal sealed unsafe class ContactTable
{
    public ContactTable(Arena arena)
    {
        Slots = new SlotTable(arena, "contacts");
        Links = Slots.AddChainColumn<ContactLinks>("links", "nextA", "shapeA", "shapeB", "bodyA", "bodyB", "previousA", "nextB", "previousB", "friction", "restitution", "beltSpeed");
        Manifolds = Slots.AddColumn<ManifoldRow>("manifold", false, "normal.x", "normal.y", "count", "flags", "anchor1.x", "anchor1.y", "separation1", "feature1", "anchor2.x", "anchor2.y", "separation2", "feature2");
        Impulses = Slots.AddColumn<ContactImpulses>("impulses", true, "normal1", "tangent1", "normal2", "tangent2");
    }

    public SlotTable Slots { get; }

    public ColumnOf<ContactLinks> Links { get; }

    public ColumnOf<ManifoldRow> Manifolds { get; }

    public ColumnOf<ContactImpulses> Impulses { get; }

    /// <summary>The next contact in a body's list.</summary>
    public int Next(int contact, int body) => Links[contact].BodyA == body ? Links[contact].NextA : Links[contact].NextB;

    public int Add(BodyTable bodies, in ContactLinks made, bool asks)
    {
        int contact = Slots.Take();
        Links[contact] = made;
        Manifolds[contact] = new ManifoldRow { Flags = ContactFlags.Live | (asks ? ContactFlags.Asks : ContactFlags.None) };
        Impulses[contact] = default;
        ref ContactLinks links = ref Links[contact];
        (links.NextA, links.PreviousA) = (Push(bodies, made.BodyA, contact), -1);
        (links.NextB, links.PreviousB) = (Push(bodies, made.BodyB, contact), -1);
        return contact;
    }

    public void Remove(BodyTable bodies, int contact)
    {
        ContactLinks links = Links[contact];
        Cut(bodies, links.BodyA, links.PreviousA, links.NextA);
        Cut(bodies, links.BodyB, links.PreviousB, links.NextB);
        Manifolds[contact] = default;
        Impulses[contact] = default;
        Slots.Free(contact);
    }

    private int Push(BodyTable bodies, int body, int contact)
    {
        ref BodyLinks links = ref bodies.Links[body];
        int head = links.FirstContact;
        links.FirstContact = contact;
        links.Contacts++;
        if (head >= 0) PreviousOf(head, body) = contact;
        return head;
    }

    private void Cut(BodyTable bodies, int body, int previous, int next)
    {
        ref BodyLinks links = ref bodies.Links[body];
        links.Contacts--;
        if (previous >= 0) NextOf(previous, body) = next;
        else links.FirstContact = next;
        if (next >= 0) PreviousOf(next, body) = previous;
    }

    private ref int PreviousOf(int contact, int body) => ref Links[contact].BodyA == body ? ref Links[contact].PreviousA : ref Links[contact].PreviousB;

    private ref int NextOf(int contact, int body) => ref Links[contact].BodyA == body ? ref Links[contact].NextA : ref Links[contact].NextB;
}
