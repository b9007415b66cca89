using System.Buffers.Binary;
using DreamStack.Physics.Bodies;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;

namespace DreamStack.Tests.App.Lockstep;

/// <summary>A small world that commands add to, take from and push about.</summary>
internal static class PushRules
{
    public static World NewWorld()
    {
        World world = new(new WorldSettings { Seed = 7 });
        BodyId room = world.AddBody(new BodyDefinition { Kind = BodyKind.Static });
        world.AddShape(room, Shape.Box(20f, 1f, new Vec2(0f, -1f)));
        for (int i = 0; i < 12; i++) AddBox(world, i % 4, i / 4);
        return world;
    }

    /// <summary>u8 what, u8 which body, i16 x.</summary>
    public static byte[] Command(byte what, byte which, short x)
    {
        byte[] bytes = [what, which, 0, 0];
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(2), x);
        return bytes;
    }

    public static void Apply(World world, ReadOnlySpan<byte> command)
    {
        Span<BodyId> bodies = stackalloc BodyId[64];
        int count = Math.Min(bodies.Length, world.CopyBodies(bodies));
        float x = BinaryPrimitives.ReadInt16LittleEndian(command[2..]) / 1000f;
        // The first one is the room.
        BodyId body = count > 1 ? bodies[1 + (command[1] % (count - 1))] : default;
        if (command[0] == 0 && count < 40) AddBox(world, x % 8f, 6f);
        else if (command[0] == 1 && count > 6) world.RemoveBody(body);
        else if (count > 1) world[body].ApplyImpulse(new Vec2(x, 3f), world[body].Position);
    }

    private static void AddBox(World world, float x, float y)
    {
        BodyId box = world.AddBody(new BodyDefinition { Position = new Vec2(x * 1.1f, 0.6f + (y * 1.1f)) });
        world.AddShape(box, Shape.Box(0.5f, 0.5f));
    }
}
