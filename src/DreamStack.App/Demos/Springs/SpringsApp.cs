using System.Text;
using DreamStack.App.Hosting;
using DreamStack.App.Scene;
using DreamStack.App.Signals;
using DreamStack.Streaming.Wire.Frames;
using DreamStack.Streaming.Wire.Inputs;

namespace DreamStack.App.Demos.Springs;

/// <summary>The springs demo: five balls on springs that several people can drag, throw, nudge and kick at once.</summary>
public sealed class SpringsApp : IApp
{
    /// <summary>The demo's name on the wire.</summary>
    public const string AppName = "springs";

    private const int MaxTextLength = 48;
    private const double NudgeSpeed = 260;
    private const double KickSpeed = 900;
    private const int ScrollPixelsPerStep = 20;

    private readonly SpringsBoard _board = new();
    private readonly SpringsPainter _painter;
    private readonly SpringsSound _sound = new();
    private readonly SpringsWorld _world;
    private readonly Hands _hands;
    private int _kicks;
    private int _scrolled;

    /// <summary>Starts at rest, 600 × 400.</summary>
    public SpringsApp()
    {
        _painter = new SpringsPainter(_board);
        _world = new SpringsWorld(_board.Layout.Value);
        _hands = new Hands(_world);
    }

    /// <inheritdoc/>
    public string Name => AppName;

    /// <inheritdoc/>
    public int Width => _board.Layout.Value.Width;

    /// <inheritdoc/>
    public int Height => _board.Layout.Value.Height;

    /// <inheritdoc/>
    public SignalState State => _board.State;

    /// <inheritdoc/>
    public bool AtRest => _world.AtRest;

    /// <inheritdoc/>
    public void Advance(TimeSpan elapsed)
    {
        _sound.Advance(elapsed);
        _world.Advance(elapsed);
        Publish();
    }

    /// <inheritdoc/>
    public void Draw(DisplayList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        _painter.Draw(list);
    }

    /// <inheritdoc/>
    public int RenderAudio(Span<float> samples) => _sound.Render(samples);

    /// <inheritdoc/>
    public bool TryTakeHaptic(out HapticFrame haptic) => _sound.TryTakeHaptic(out haptic);

    /// <inheritdoc/>
    public void PointerMove(uint viewer, PointerInput input) => MovePointer(viewer, input);

    /// <inheritdoc/>
    public void PointerDown(uint viewer, PointerInput input)
    {
        Grab(viewer, Grip.Pointer, input.X, input.Y);
        MovePointer(viewer, input);
    }

    /// <inheritdoc/>
    public void PointerUp(uint viewer, PointerInput input)
    {
        MovePointer(viewer, input);
        if ((input.Buttons & 1) == 0)
        {
            _hands.Release(viewer, Grip.Pointer);
            Publish();
        }
    }

    /// <inheritdoc/>
    public void Touch(uint viewer, TouchInput input, bool present)
    {
        if (present && !_hands.Holds(viewer, input.Id))
        {
            Grab(viewer, input.Id, input.X, input.Y);
        }

        _hands.Move(viewer, input.Id, input.X, input.Y);
        if (!present)
        {
            _hands.Release(viewer, input.Id);
        }

        Publish();
    }

    /// <inheritdoc/>
    public void Key(uint viewer, KeyInput input, bool down)
    {
        if (!down)
        {
            return;
        }

        switch (input.KeyCode)
        {
            case KeyCodes.Right:
                Nudge(NudgeSpeed, 0);
                break;
            case KeyCodes.Left:
                Nudge(-NudgeSpeed, 0);
                break;
            case KeyCodes.Down:
                Nudge(0, NudgeSpeed);
                break;
            case KeyCodes.Up:
                Nudge(0, -NudgeSpeed);
                break;
            case KeyCodes.Space:
                KickAll();
                break;
            case KeyCodes.R:
                Reset();
                break;
            case KeyCodes.Backspace when _board.Text.Peek() is { Length: > 0 } text:
                _board.Text.Set(text[..^1]);
                break;
            case KeyCodes.Escape:
                _board.Text.Set("");
                break;
            case >= KeyCodes.Digit1 and < KeyCodes.Digit1 + SpringsLayout.Balls:
                _board.Selected.Set(input.KeyCode - KeyCodes.Digit1);
                break;
        }
    }

    /// <inheritdoc/>
    public void Text(uint viewer, ReadOnlySpan<byte> utf8)
    {
        var text = new StringBuilder(_board.Text.Peek());
        foreach (char c in Encoding.UTF8.GetString(utf8))
        {
            // The bundled font has no glyph beyond the basic plane, and half a pair is no text at all.
            if (!char.IsControl(c) && !char.IsSurrogate(c))
            {
                text.Append(c);
            }
        }

        int surplus = Math.Max(0, text.Length - MaxTextLength);
        _board.Text.Set(text.ToString(surplus, text.Length - surplus));
    }

    /// <inheritdoc/>
    public void Scroll(uint viewer, ScrollInput input)
    {
        _scrolled += input.Dy;
        int steps = _scrolled / ScrollPixelsPerStep;
        _scrolled -= steps * ScrollPixelsPerStep;
        SetStiffness(_board.Stiffness.Peek() - steps);
    }

    /// <inheritdoc/>
    public void Resize(ResizeInput input)
    {
        var layout = new SpringsLayout(input.Width, input.Height);
        using (Batch.Open())
        {
            _board.Size.Set(new IntPair(layout.Width, layout.Height));
            _world.Resize(layout);
            Publish();
        }
    }

    private void MovePointer(uint viewer, PointerInput input)
    {
        _hands.Move(viewer, Grip.Pointer, input.X, input.Y);
        _hands.Point(viewer, input.X, input.Y);
        Publish();
    }

    private void Grab(uint viewer, int contact, double x, double y)
    {
        int ball = _hands.TryGrab(viewer, contact, x, y);
        if (ball >= 0)
        {
            _board.Selected.Set(ball);
        }
    }

    private void Nudge(double velocityX, double velocityY)
    {
        int ball = _board.Selected.Peek();
        if (ball is >= 0 and < SpringsLayout.Balls)
        {
            _world.Push(ball, velocityX, velocityY);
        }
    }

    private void KickAll()
    {
        // Fans out by the golden angle, so that no two kicks look alike and every run does.
        const double GoldenAngle = 2.399963229728653;
        for (int i = 0; i < SpringsLayout.Balls; i++)
        {
            (double sin, double cos) = Math.SinCos(GoldenAngle * ++_kicks);
            _world.Push(i, KickSpeed * cos, KickSpeed * sin);
        }
    }

    /// <inheritdoc/>
    public void ReleaseAll()
    {
        _hands.ReleaseAll();
        Publish();
    }

    private void Reset()
    {
        _hands.ReleaseAll();
        SetStiffness(SpringsBoard.DefaultStiffness);
        _board.Selected.Set(SpringsBoard.DefaultSelected);
        _world.PutToRest();
        Publish();
    }

    private void SetStiffness(int percent)
    {
        int stiffness = Math.Clamp(percent, 0, SpringsBoard.MaxStiffness);
        _board.Stiffness.Set(stiffness);
        _world.SetStiffness(stiffness);
    }

    /// <summary>Brings the signals to what the world is now, and sounds what was struck meanwhile.</summary>
    private void Publish()
    {
        foreach (Impact impact in _world.Impacts)
        {
            _sound.Strike(impact);
        }

        _world.Impacts.Clear();
        using (Batch.Open())
        {
            for (int i = 0; i < SpringsLayout.Balls; i++)
            {
                (double x, double y) = _world.Position(i);
                _board.Balls[i].Set(SpringsBoard.ToUnits(x, y));
            }

            _board.Held.Set(_hands.HeldMask);
            _board.Hovered.Set(_hands.HoverMask);
        }
    }
}
