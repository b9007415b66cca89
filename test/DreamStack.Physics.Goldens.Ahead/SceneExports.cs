using System.Runtime.InteropServices;
using DreamStack.Physics.Scenes;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Goldens.Ahead;

/// <summary>One scene and its world, as a module's functions.</summary>
internal static class SceneExports
{
    private static PhysicsScene s_scene = PhysicsScene.All[0];
    private static World? s_world;

    [UnmanagedCallersOnly(EntryPoint = "make")]
    public static void Make(int scene)
    {
        s_scene = PhysicsScene.All[scene];
        s_world = s_scene.Make(s_scene.Settings);
    }

    [UnmanagedCallersOnly(EntryPoint = "make_pyramid")]
    public static void MakePyramid(int rows)
    {
        s_scene = new LargePyramid(rows);
        s_world = s_scene.Make(s_scene.Settings);
    }

    [UnmanagedCallersOnly(EntryPoint = "prepare")]
    public static void Prepare() => s_scene.Prepare(s_world!);

    [UnmanagedCallersOnly(EntryPoint = "step")]
    public static void Step() => s_world!.Step();

    [UnmanagedCallersOnly(EntryPoint = "state_size")]
    public static int StateSize() => s_world!.StateSize;

    [UnmanagedCallersOnly(EntryPoint = "full_checksum")]
    public static ulong FullChecksum() => s_world!.FullChecksum();

    [UnmanagedCallersOnly(EntryPoint = "step_checksum")]
    public static ulong StepChecksum() => s_world!.StepChecksum();

    /// <summary>Mean height of what can move, as the benchmark compares it.</summary>
    [UnmanagedCallersOnly(EntryPoint = "height")]
    public static double Height() => TimeProgram.HeightOf(s_world!);
}
