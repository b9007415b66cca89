using System.Globalization;
using System.Text;
using DreamStack.Physics.Maths;

namespace DreamStack.App.Demos.Physics;

/// <summary>What presses and moves in the picture come to: tools in the room, buttons and the record outside of it.</summary>
internal sealed class PlaygroundHands(Playground playground, PlaygroundBoard board)
{
    private const int MaxHands = 64;
    private const float LeastPiece = 8f;
    // Closer than this to where it began, a drawn line is closed.
    private const float Closing = 36f;
    private readonly Dictionary<uint, List<Vec2>> _strokes = [];
    private readonly HashSet<uint> _down = [];
    private readonly HashSet<uint> _holding = [];
    private readonly HashSet<uint> _scrubbing = [];

    /// <summary>The hand has pressed and not been lifted.</summary>
    public bool IsDown(uint hand) => _down.Contains(hand);

    private Tool Tool => (Tool)board.Tool.Peek();

    public void Press(uint hand, float x, float y)
    {
        if (_down.Count >= MaxHands || !_down.Add(hand)) return;
        if (y < PlaygroundLayout.BarHeight) Choose(hand, PlaygroundLayout.ToolAt(x, y));
        else if (y >= PlaygroundLayout.FootTop) PressRecord(hand, x);
        else Use(hand, x, y);
    }

    public void Move(uint hand, float x, float y)
    {
        if (_holding.Contains(hand)) playground.Do(CommandKind.Drag, hand, PlaygroundLayout.ToWorld(x, y));
        else if (_scrubbing.Contains(hand)) Scrub(x);
        else if (_strokes.TryGetValue(hand, out List<Vec2>? stroke)) Lengthen(stroke, new Vec2(x, y));
    }

    public void Lift(uint hand)
    {
        _down.Remove(hand);
        _scrubbing.Remove(hand);
        if (_holding.Remove(hand)) playground.Do(CommandKind.Release, hand);
        if (!_strokes.Remove(hand, out List<Vec2>? stroke)) return;
        Finish(hand, stroke);
        board.Stroke.Set("");
    }

    public void LiftAll()
    {
        if (_holding.Count > 0) playground.Do(CommandKind.ReleaseAll, 0);
        _down.Clear();
        _holding.Clear();
        _strokes.Clear();
        _scrubbing.Clear();
        board.Stroke.Set("");
    }

    /// <summary>A button above the room, or its key.</summary>
    public void Choose(uint hand, int button)
    {
        if (button < 0) return;
        if (button <= (int)Tool.Erase) board.Tool.Set(button);
        else playground.Do(button == (int)Tool.Erase + 1 ? CommandKind.Kick : CommandKind.Reset, hand);
    }

    private void Use(uint hand, float x, float y)
    {
        Vec2 at = PlaygroundLayout.ToWorld(x, y);
        switch (Tool)
        {
            case Tool.Grab:
                _holding.Add(hand);
                playground.Do(CommandKind.Grab, hand, at);
                break;
            case Tool.Draw or Tool.Region:
                _strokes[hand] = [new Vec2(x, y)];
                break;
            case Tool.Stack: playground.Do(CommandKind.Stack, hand, at); break;
            case Tool.Drop: playground.Do(CommandKind.Drop, hand, at); break;
            case Tool.Hinge: playground.Do(CommandKind.Hinge, hand, at); break;
            case Tool.Erase: playground.Do(CommandKind.Erase, hand, at); break;
        }
    }

    private void PressRecord(uint hand, float x)
    {
        int speed = PlaygroundLayout.SpeedAt(x);
        if (x < PlaygroundLayout.PlayLeft + PlaygroundLayout.PlayWidth + PlaygroundLayout.ToolGap)
        {
            playground.TogglePlaying();
        }
        else if (x >= PlaygroundLayout.LiveLeft)
        {
            playground.GoLive();
        }
        else if (speed >= 0)
        {
            playground.SetSpeed(PlaygroundLayout.Speeds[speed] / 100.0);
        }
        else if (x < PlaygroundLayout.TrackLeft + PlaygroundLayout.TrackWidth + 16f)
        {
            _scrubbing.Add(hand);
            Scrub(x);
        }
    }

    private void Scrub(float x)
    {
        DreamStack.Physics.Timelines.Timeline timeline = playground.Lockstep.Timeline;
        float part = Math.Clamp((x - PlaygroundLayout.TrackLeft) / PlaygroundLayout.TrackWidth, 0f, 1f);
        playground.Show(timeline.Begin + (long)MathF.Round(part * (timeline.End - timeline.Begin)));
    }

    private void Lengthen(List<Vec2> stroke, Vec2 to)
    {
        if (Tool == Tool.Region)
        {
            if (stroke.Count > 1) stroke.RemoveAt(1);
            stroke.Add(to);
        }
        else if (Vec2.Distance(stroke[^1], to) >= LeastPiece)
        {
            // Every second point makes room for a line that goes on.
            if (stroke.Count == 4 * PlaygroundCommand.MaxPoints) stroke.RemoveAll(point => stroke.IndexOf(point) % 2 == 1);
            stroke.Add(to);
        }

        Show(stroke);
    }

    private void Show(List<Vec2> stroke)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{(int)Tool}");
        foreach (Vec2 point in stroke) text.Append(CultureInfo.InvariantCulture, $" {(int)point.X} {(int)point.Y}");
        board.Stroke.Set(text.ToString());
    }

    private void Finish(uint hand, List<Vec2> stroke)
    {
        if (stroke.Count < 2) return;
        bool closed = stroke.Count > 4 && Vec2.Distance(stroke[0], stroke[^1]) < Closing;
        int count = Math.Min(stroke.Count, PlaygroundCommand.MaxPoints);
        Span<Vec2> points = stackalloc Vec2[PlaygroundCommand.MaxPoints];
        for (int i = 0; i < count; i++)
        {
            // The last one too, or a wire would end before the hand did.
            Vec2 point = stroke[count == 1 ? 0 : i * (stroke.Count - 1) / (count - 1)];
            points[i] = PlaygroundLayout.ToWorld(point.X, point.Y);
        }

        CommandKind kind = Tool == Tool.Region ? CommandKind.Region : closed ? CommandKind.Plate : CommandKind.Wire;
        playground.Do(kind, hand, points[..count]);
    }
}
