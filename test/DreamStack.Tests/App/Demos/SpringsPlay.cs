using System.Buffers;
using System.Text;
using DreamStack.App.Demos.Springs;
using DreamStack.App.Hosting;
using DreamStack.App.Scene;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Inputs;

namespace DreamStack.Tests.App.Demos;

/// <summary>Small verbs for tests that play with the springs demo.</summary>
internal static class SpringsPlay
{
    public static readonly TimeSpan Frame = TimeSpan.FromSeconds(1 / 30.0);

    public static string State(this IApp app)
    {
        var output = new ArrayBufferWriter<byte>();
        app.State.WriteSync(output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    public static string Diff(this IApp app)
    {
        var output = new ArrayBufferWriter<byte>();
        return app.State.WriteDiff(output) ? Encoding.UTF8.GetString(output.WrittenSpan) : "";
    }

    public static (int[] Words, string Text) Picture(this IApp app)
    {
        var list = new DisplayList();
        app.Draw(list);
        return (list.Words.ToArray(), Encoding.UTF8.GetString(list.Text));
    }

    public static void Settle(this IApp app)
    {
        for (int i = 0; i < 1200 && !app.AtRest; i++)
        {
            app.Advance(Frame);
        }
    }

    public static void Press(this IApp app, uint viewer, int x, int y) =>
        app.PointerDown(viewer, new PointerInput((ushort)x, (ushort)y, 1));

    public static void MoveTo(this IApp app, uint viewer, int x, int y) =>
        app.PointerMove(viewer, new PointerInput((ushort)x, (ushort)y, 1));

    public static void Release(this IApp app, uint viewer, int x, int y) =>
        app.PointerUp(viewer, new PointerInput((ushort)x, (ushort)y, 0));

    public static void PressKey(this IApp app, int usage) =>
        app.Key(1, new KeyInput((ushort)usage, KeyModifiers.None), down: true);

    /// <summary>Plays the drag script and calls back at every frame.</summary>
    public static void PlayScript(this IApp app, TimeSpan frame, Action<TimeSpan> onFrame)
    {
        TimeSpan now = TimeSpan.Zero;
        int next = 0;
        for (TimeSpan t = TimeSpan.Zero; t <= DragScript.RestBy; t += frame)
        {
            for (; next < DragScript.Steps.Count && DragScript.Steps[next].At <= t; next++)
            {
                DragStep step = DragScript.Steps[next];
                app.Advance(step.At - now);
                now = step.At;
                app.Play(step);
            }

            app.Advance(t - now);
            now = t;
            onFrame(t);
        }
    }

    private static void Play(this IApp app, DragStep step)
    {
        switch (step.Type)
        {
            case InputType.PointerDown:
                app.PointerDown(1, step.Pointer);
                break;
            case InputType.PointerUp:
                app.PointerUp(1, step.Pointer);
                break;
            default:
                app.PointerMove(1, step.Pointer);
                break;
        }
    }
}
