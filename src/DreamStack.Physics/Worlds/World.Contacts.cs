using DreamStack.Physics.Bodies;
using DreamStack.Physics.Collision;
using DreamStack.Physics.Maths;

namespace DreamStack.Physics.Worlds;

public sealed unsafe partial class World
{
    /// <summary>All pairs of shapes that touched in the last step, in row order; returns how many, even if the span is shorter.</summary>
    public int CopyContacts(Span<ContactView> into)
    {
        int found = 0;
        for (int contact = 0; contact < Contacts.Slots.Count; contact++) Show(contact, into, ref found);
        return found;
    }

    /// <summary>What a body touched in the last step, the newest pair first; returns how many, even if the span is shorter.</summary>
    public int CopyContacts(BodyId body, Span<ContactView> into)
    {
        int row = RowOf(body), found = 0;
        for (int contact = Bodies.Links[row].FirstContact; contact >= 0; contact = Contacts.Next(contact, row)) Show(contact, into, ref found);
        return found;
    }

    private void Show(int contact, Span<ContactView> into, ref int found)
    {
        ManifoldRow* manifold = Contacts.Manifolds.Rows + contact;
        if ((manifold->Flags & ContactFlags.Touching) == 0) return;
        if (found < into.Length)
        {
            ContactLinks links = Contacts.Links[contact];
            ContactImpulses pushed = Contacts.Impulses[contact];
            // The points were worked out where the first body was before it moved in the step.
            Vec2 center = Bodies.Poses[links.BodyA].Center;
            into[found] = new ContactView(
                IdOf(links.BodyA), IdOf(links.BodyB), IdOfShape(links.ShapeA), IdOfShape(links.ShapeB), manifold->Normal, manifold->Count,
                new ContactPoint(center + manifold->First.Anchor, manifold->First.Separation, pushed.Normal1, pushed.Tangent1),
                manifold->Count < 2 ? default : new ContactPoint(center + manifold->Second.Anchor, manifold->Second.Separation, pushed.Normal2, pushed.Tangent2));
        }

        found++;
    }
}
