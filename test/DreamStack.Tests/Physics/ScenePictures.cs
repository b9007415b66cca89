using DreamStack.App.Scene;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Scenes;
using DreamStack.Physics.Worlds;
using DreamStack.Rendering;
using DreamStack.Tests.House;
using Xunit;

namespace DreamStack.Tests.Physics;

/// <summary>Takes the picture of the ten scenes of docs/images, to be looked at.</summary>
public sealed class ScenePictures
{
    private const int Width = 380;
    private const int Height = 226;
    private const int Columns = 2;
    private const int Gap = 4;
    private const int MostBytes = 300 * 1024;

    // Where one looks, how many metres across, and when.
    private static readonly Dictionary<string, (Vec2 Middle, float Metres, int Step)> s_views = new(StringComparer.Ordinal)
    {
        [nameof(LargePyramid)] = (new Vec2(0f, 46f), 180f, 60),
        [nameof(ManyPyramids)] = (new Vec2(0f, 21f), 86f, 120),
        [nameof(JointGrid)] = (new Vec2(35f, -42f), 165f, 120),
        [nameof(Tumbler)] = (default, 37f, 300),
        [nameof(Rain)] = (default, 36f, 300),
        [nameof(Smash)] = (new Vec2(2f, 0f), 44f, 60),
        [nameof(FallingHinges)] = (new Vec2(0f, 6f), 36f, 120),
        [nameof(Ragdolls)] = (new Vec2(2f, 5f), 36f, 150),
        [nameof(Bullets)] = (new Vec2(12f, 0f), 26f, 4),
        [nameof(AllRegions)] = (new Vec2(0f, -1f), 64f, 90),
    };

    [Fact(Explicit = true)]
    public void The_ten_scenes_on_one_sheet()
    {
        int rows = (PhysicsScene.All.Count + Columns - 1) / Columns, across = (Columns * (Width + Gap)) + Gap, down = (rows * (Height + Gap)) + Gap;
        DisplayList list = new();
        list.Clear(0x2B333FFF);
        for (int i = 0; i < PhysicsScene.All.Count; i++)
        {
            PhysicsScene scene = PhysicsScene.All[i];
            (Vec2 middle, float metres, int step) = s_views[scene.Name];
            using World world = scene.Make(scene.Settings);
            while (world.StepCount < step) scene.Step(world);
            new ScenePainter(list, Gap + ((i % Columns) * (Width + Gap)), Gap + ((i / Columns) * (Height + Gap)), Width, Height).Draw(world, $"{scene.Name}, step {step}", middle, metres);
        }

        using SkiaRenderer renderer = new();
        string path = Repository.PathOf("docs/images/physics-scenes.png");
        PngImage.Save(path, renderer.Render(list, across, down), across, down);
        Assert.InRange(new FileInfo(path).Length, 1, MostBytes);
    }
}
