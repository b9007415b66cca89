using DreamStack.Physics.Bodies;
using DreamStack.Physics.Collision;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Memory;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.BroadPhase;

/// <summary>
/// Is shown the neighbours of one shape and lists those it may touch. Contacts are made after the search: making one can
/// move the memory that is searched.
/// </summary>
internal unsafe struct PairVisitor(World world, int shape, Scratch<int> found, int* partners, int mark) : ITreeVisitor
{
    private int _count;

    public bool Visit(int other)
    {
        ShapeRow* a = world.Shapes.Shapes.Rows + shape, b = world.Shapes.Shapes.Rows + other;
        // When both moved, the pair is found twice: the shape of the lower row makes it.
        if (partners[other] == mark || a->Body == b->Body || (b->IsMoved != 0 && other < shape)) return true;
        BodyLinks* bodies = world.Bodies.Links.Rows;
        if (bodies[a->Body].Kind != BodyKind.Dynamic && bodies[b->Body].Kind != BodyKind.Dynamic) return true;
        if (!a->Filter.Touches(b->Filter) || AreJoined(a->Body, b->Body)) return true;
        found.Reserve(_count + 1)[_count++] = other;
        return true;
    }

    public readonly void MakeContacts()
    {
        for (int i = 0; i < _count; i++) MakeContact(found.Rows[i]);
    }

    private readonly void MakeContact(int other)
    {
        ShapeRow* a = world.Shapes.Shapes.Rows + shape, b = world.Shapes.Shapes.Rows + other;
        int first = shape, second = other;
        if (PairCollision.MustSwap(world.Shapes.Outlines[a->Geometry], world.Shapes.Outlines[b->Geometry])) (first, second) = (other, shape);
        ShapeRow* sa = world.Shapes.Shapes.Rows + first, sb = world.Shapes.Shapes.Rows + second;
        ContactLinks made = new()
        {
            ShapeA = first,
            ShapeB = second,
            BodyA = sa->Body,
            BodyB = sb->Body,
            Friction = MathF.Sqrt(sa->Friction * sb->Friction),
            Restitution = Scalar.Max(sa->Restitution, sb->Restitution),
            BeltSpeed = sa->BeltSpeed - sb->BeltSpeed,
        };
        world.Contacts.Add(world.Bodies, made, (sa->AsksBeforeContact | sb->AsksBeforeContact) != 0);
    }

    private readonly bool AreJoined(int bodyA, int bodyB)
    {
        for (int j = world.Bodies.Links[bodyA].FirstJoint; j >= 0; j = world.Joints.Next(j, bodyA))
        {
            if (world.Joints.Rows[j].BodiesTouch == 0 && world.Joints.Other(j, bodyA) == bodyB) return true;
        }

        return false;
    }
}
