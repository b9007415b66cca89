using DreamStack.Physics.Bodies;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Scenes;

public static class Pyramid
{
    public static void Add(World world, Vec2 foot, int rows, float half)
    {
        Shape box = Shape.Box(half, half);
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < rows - row; i++)
            {
                Vec2 at = new(((2f * i) - (rows - row - 1)) * half, ((2f * row) + 1f) * half);
                BodyId body = world.AddBody(new BodyDefinition { Position = foot + at });
                world.AddShape(body, box);
            }
        }
    }
}
