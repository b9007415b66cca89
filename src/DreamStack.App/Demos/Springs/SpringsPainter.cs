using DreamStack.App.Scene;
using DreamStack.App.Signals;

namespace DreamStack.App.Demos.Springs;

/// <summary>Draws the board, from its signals alone. Fills are flat, so that what moves changes few pixels.</summary>
internal sealed class SpringsPainter(SpringsBoard board)
{
    private const uint Ground = 0x11151BFF;
    private const uint Rail = 0x2B333FFF;
    private const uint Coil = 0x5A677AFF;
    private const uint BallFill = 0x8796AAFF;
    private const uint BallLight = 0xA9B6C7FF;
    private const uint Accent = 0xF2B45CFF;
    private const uint AccentLight = 0xFAD59CFF;
    private const uint TextBright = 0xE6EBF2FF;
    private const uint TextDim = 0x8A95A5FF;
    private const int Turns = 7;

    private readonly float[] _coil = new float[2 * ((2 * Turns) + 4)];

    public void Draw(DisplayList list)
    {
        SpringsLayout layout = board.Layout.Value;
        list.Clear(Ground);
        DrawRail(list, layout);
        DrawGauge(list, layout);
        DrawWords(list, layout);
        for (int i = 0; i < SpringsLayout.Balls; i++)
        {
            DrawSpring(list, layout, i);
        }

        for (int i = 0; i < SpringsLayout.Balls; i++)
        {
            DrawBall(list, layout, i);
        }
    }

    private void DrawRail(DisplayList list, in SpringsLayout layout)
    {
        float scale = (float)layout.Scale;
        float y = (float)Math.Round(layout.RailY);
        float left = (float)layout.Anchor(0).X;
        float right = (float)layout.Anchor(SpringsLayout.Balls - 1).X;
        list.StrokeLine(left, y, right, y, 3 * scale, Rail);
        for (int i = 0; i < SpringsLayout.Balls; i++)
        {
            float x = (float)layout.Anchor(i).X;
            list.FillCircle(x, y, 4.5f * scale, Coil);
            list.FillText(
                "12345"u8.Slice(i, 1), x, y - (12 * scale), 11 * scale, TextWeight.SemiBold, TextAlign.Center,
                board.Selected.Value == i ? Accent : TextDim);
        }
    }

    private void DrawGauge(DisplayList list, in SpringsLayout layout)
    {
        float scale = (float)layout.Scale;
        float x = layout.Width - (20 * scale);
        float y = 28 * scale;
        float part = Math.Clamp(board.Stiffness.Value, 0, SpringsBoard.MaxStiffness) / (float)SpringsBoard.MaxStiffness;
        float length = 96 * scale;
        list.StrokeLine(x - length, y + (9 * scale), x, y + (9 * scale), 4 * scale, Rail);
        list.StrokeLine(x - length, y + (9 * scale), x - length + (length * part), y + (9 * scale), 4 * scale, Accent);

        Span<char> digits = stackalloc char[8];
        board.Stiffness.Value.TryFormat(digits, out int count, provider: null);
        list.FillText(digits[..count], x, y, 13 * scale, TextWeight.SemiBold, TextAlign.Right, TextBright);
        list.FillText("Stiffness"u8, x - length, y, 13 * scale, TextWeight.Regular, TextAlign.Left, TextDim);
    }

    private void DrawWords(DisplayList list, in SpringsLayout layout)
    {
        float scale = (float)layout.Scale;
        float left = 20 * scale;
        list.FillText("Springs"u8, left, 32 * scale, 18 * scale, TextWeight.SemiBold, TextAlign.Left, TextBright);
        float bottom = layout.Height - (18 * scale);
        if (board.Text.Value is { Length: > 0 } typed)
        {
            list.FillText(typed, left, bottom, 15 * scale, TextWeight.SemiBold, TextAlign.Left, Accent);
            return;
        }

        list.FillText(
            "Drag a ball  ·  scroll for stiffness  ·  space kicks  ·  1–5 and arrows nudge  ·  R resets"u8,
            left, bottom, 12 * scale, TextWeight.Regular, TextAlign.Left, TextDim);
    }

    private void DrawSpring(DisplayList list, in SpringsLayout layout, int ball)
    {
        (double anchorX, double anchorY) = layout.Anchor(ball);
        (double x, double y) = Position(board.Balls[ball].Value);
        double length = Math.Sqrt(((x - anchorX) * (x - anchorX)) + ((y - anchorY) * (y - anchorY)));
        if (length < 1)
        {
            return;
        }

        // Along the spring (u) and across it (v), in unit steps.
        (double ux, double uy) = ((x - anchorX) / length, (y - anchorY) / length);
        double amplitude = 6 * layout.Scale;
        double lead = Math.Min(12 * layout.Scale, length / 4);
        double end = Math.Max(lead, length - layout.Radius(ball));
        double pitch = (end - (2 * lead)) / (2 * Turns);
        int used = 0;
        Put(0, 0);
        Put(lead, 0);
        for (int i = 0; i < 2 * Turns; i++)
        {
            Put(lead + (pitch * (i + 0.5)), i % 2 == 0 ? amplitude : -amplitude);
        }

        Put(end - lead, 0);
        Put(end, 0);
        list.StrokePolyline(_coil, (float)(1.5 * layout.Scale), Coil);

        void Put(double along, double across)
        {
            _coil[used++] = (float)(anchorX + (ux * along) - (uy * across));
            _coil[used++] = (float)(anchorY + (uy * along) + (ux * across));
        }
    }

    private void DrawBall(DisplayList list, in SpringsLayout layout, int ball)
    {
        (double x, double y) = Position(board.Balls[ball].Value);
        (float cx, float cy) = ((float)x, (float)y);
        float radius = (float)layout.Radius(ball);
        bool selected = board.Selected.Value == ball;
        bool held = (board.Held.Value & (1 << ball)) != 0;
        bool hovered = (board.Hovered.Value & (1 << ball)) != 0;
        list.FillCircle(cx, cy, radius, selected ? Accent : BallFill);
        list.FillCircle(
            cx - (radius * 0.32f), cy - (radius * 0.34f), radius * 0.2f, selected ? AccentLight : BallLight);
        if (held || hovered)
        {
            float width = (held ? 2.5f : 1.5f) * (float)layout.Scale;
            list.StrokeCircle(cx, cy, radius - (width / 2), width, held ? TextBright : AccentLight);
        }
    }

    private static (double X, double Y) Position(IntPair units) =>
        ((double)units.X / SpringsBoard.UnitsPerPixel, (double)units.Y / SpringsBoard.UnitsPerPixel);
}
