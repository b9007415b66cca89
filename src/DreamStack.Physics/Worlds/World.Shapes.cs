using System.Runtime.CompilerServices;
using DreamStack.Physics.Bodies;
using DreamStack.Physics.Collision;
using DreamStack.Physics.Events;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;

namespace DreamStack.Physics.Worlds;

public sealed unsafe partial class World
{
    /// <summary>Gives a body a shape; a dynamic body's mass follows.</summary>
    public ShapeId AddShape(BodyId body, in Shape shape, Surface? surface = null)
    {
        if (shape.Geometry.Count == 0) throw new ArgumentException("The shape was not made by one of its factory methods.", nameof(shape));
        int of = RowForShapes(body, 1, surface);
        int row = AddShapeRow(of, shape, surface ?? Surface.Default);
        SetMassFromShapes(of);
        MoveProxy(row, BoundsOf(row));
        return IdOfShape(row);
    }

    /// <summary>
    /// Gives a body a chain of segments that are solid on their right side and smooth where they meet. An open chain
    /// needs two more points, its first and last, that only say how it goes on.
    /// </summary>
    public void AddChain(BodyId body, ReadOnlySpan<Vec2> points, bool isLoop, Surface? surface = null)
    {
        if (points.Length < (isLoop ? 3 : 4)) throw new ArgumentException("A loop takes at least 3 points, an open chain 4.", nameof(points));
        Shape[] links = new Shape[isLoop ? points.Length : points.Length - 3];
        for (int i = 0; i < links.Length; i++)
        {
            int n = points.Length;
            links[i] = isLoop
                ? Shape.ChainLink(points[(i + n - 1) % n], points[i], points[(i + 1) % n], points[(i + 2) % n])
                : Shape.ChainLink(points[i], points[i + 1], points[i + 2], points[i + 3]);
        }

        int of = RowForShapes(body, links.Length, surface);
        int[] rows = [.. links.Select(link => AddShapeRow(of, link, surface ?? Surface.Default))];
        SetMassFromShapes(of);
        foreach (int row in rows) MoveProxy(row, BoundsOf(row));
    }

    /// <summary>Takes a shape from its body; what touched it wakes.</summary>
    public void RemoveShape(ShapeId id)
    {
        ThrowIfStepping();
        int shape = RowOf(id);
        WakeTouching(Shapes.Shapes[shape].Body);
        RemoveShapeRow(shape, keepMass: false);
    }

    /// <summary>Whether the id names a shape that is there.</summary>
    public bool Contains(ShapeId id) => Shapes.Slots.IsLive(id.Index, id.Generation);

    /// <summary>The body a shape belongs to.</summary>
    public BodyId BodyOf(ShapeId id) => IdOf(Shapes.Shapes[RowOf(id)].Body);

    internal ShapeId IdOfShape(int shape) => new(shape, Shapes.Slots.GenerationOf(shape));

    internal int RowOf(ShapeId id, [CallerArgumentExpression(nameof(id))] string name = "") =>
        Contains(id) ? id.Index : throw new ArgumentException($"There is no shape {id.Index} of generation {id.Generation} in this world.", name);

    // Whatever is wrong is found before the first of the shapes is there.
    private int RowForShapes(BodyId body, int count, Surface? surface)
    {
        surface?.Validate();
        ThrowIfStepping();
        int row = RowOf(body);
        Shapes.Slots.ThrowIfFull(count);
        return row;
    }

    private int AddShapeRow(int body, in Shape shape, Surface surface)
    {
        int geometry = Shapes.Share(shape.Geometry);
        int row = Shapes.Slots.Take();
        Shapes.Shapes[row] = new ShapeRow
        {
            Body = body,
            Next = Bodies.Links[body].FirstShape,
            Geometry = geometry,
            Density = surface.Density,
            Friction = surface.Friction,
            Restitution = surface.Restitution,
            BeltSpeed = surface.BeltSpeed,
            Filter = surface.Filter,
            AsksBeforeContact = (short)(surface.AsksBeforeContact ? 1 : 0),
            UserData = surface.UserData,
        };
        Bodies.Links[body].FirstShape = row;
        Bounds bounds = BoundsOf(row);
        int proxy = Bodies.Links[body].Kind == BodyKind.Static ? StaticTree.Insert(row, bounds) : MovingTree.Insert(row, bounds);
        Shapes.Shapes[row].Proxy = proxy;
        return row;
    }

    private void RemoveShapeRow(int shape, bool keepMass)
    {
        ShapeRow row = Shapes.Shapes[shape];
        for (int c = Bodies.Links[row.Body].FirstContact; c >= 0;)
        {
            int next = Contacts.Next(c, row.Body);
            if (Contacts.Links[c].ShapeA == shape || Contacts.Links[c].ShapeB == shape) RemoveContact(c);
            c = next;
        }

        ref int link = ref Bodies.Links[row.Body].FirstShape;
        while (link != shape) link = ref Shapes.Shapes[link].Next;
        link = row.Next;
        if (Bodies.Links[row.Body].Kind == BodyKind.Static) StaticTree.Remove(row.Proxy);
        else MovingTree.Remove(row.Proxy);
        Shapes.Release(row.Geometry);
        Shapes.Shapes[shape] = default;
        Shapes.Slots.Free(shape);
        if (!keepMass) SetMassFromShapes(row.Body);
    }

    internal void RemoveContact(int contact)
    {
        if ((Contacts.Manifolds[contact].Flags & ContactFlags.Touching) != 0) RaiseContact(WorldEventKind.ContactEnded, contact);
        Contacts.Remove(Bodies, contact);
    }

    internal void RaiseContact(WorldEventKind kind, int contact, float impulse = 0f, Vec2 point = default)
    {
        ContactLinks links = Contacts.Links[contact];
        Log.Raise(new WorldEvent
        {
            Kind = kind,
            BodyA = IdOf(links.BodyA),
            BodyB = IdOf(links.BodyB),
            ShapeA = IdOfShape(links.ShapeA),
            ShapeB = IdOfShape(links.ShapeB),
            Normal = Contacts.Manifolds[contact].Normal,
            Point = point,
            Impulse = impulse,
        });
    }
}
