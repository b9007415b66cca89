using DreamStack.App.Scene;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Regions;

namespace DreamStack.App.Demos.Physics;

/// <summary>Draws the playground, from its board and its table of poses alone. Fills are flat, so that what moves changes few pixels.</summary>
internal sealed class PlaygroundPainter(PlaygroundBoard board, PoseTable poses)
{
    private const uint Ground = 0x11151BFF;
    private const uint Wall = 0x2B333FFF;
    private const uint Pin = 0xE6EBF2FF;
    private const uint Hand = 0xFAD59CFF;
    private const float PerPixel = 16f;
    private static readonly uint[] s_fills = [0x8796AAFF, 0xF2B45CFF, 0x6FC3B2FF, 0xB79BE8FF, 0x7FB3F0FF, 0xE8907FFF];
    private readonly float[] _points = new float[16];
    private readonly PlaygroundBars _bars = new(board);

    public void Draw(DisplayList list)
    {
        list.Clear(Ground);
        DrawRegions(list);
        for (int row = 0; row < PoseTable.Rows; row++) DrawBody(list, row);
        DrawPins(list);
        DrawHands(list);
        DrawStroke(list);
        _bars.Draw(list);
    }

    private void DrawRegions(DisplayList list)
    {
        Numbers numbers = new(board.Regions.Value);
        while (!numbers.IsEmpty)
        {
            (uint color, string name) = (RegionEffect)numbers.Next() switch
            {
                RegionEffect.Buoyancy => (0x2F6FB05Cu, "Water"),
                RegionEffect.Wind => (0x8FD6C22Eu, "Wind"),
                RegionEffect.UniformGravity => (0xB79BE830u, "No weight"),
                _ => (0xF2B45C2Eu, "Honey"),
            };
            float x = numbers.Next(), y = numbers.Next(), width = numbers.Next(), height = numbers.Next();
            list.FillRect(x, y, width, height, color);
            list.FillText(name, x + 8f, y + 20f, 13f, TextWeight.Regular, TextAlign.Left, 0xC3CBD6FF);
        }
    }

    private void DrawBody(DisplayList list, int row)
    {
        string look = board.Looks[row].Value;
        if (look.Length == 0) return;
        Numbers numbers = new(look);
        (float x, float y, float angle) = poses[row];
        Rotation turn = Rotation.FromAngle(angle);
        while (!numbers.IsEmpty)
        {
            int count = Math.Clamp(numbers.Next(), 1, _points.Length / 2);
            float radius = Math.Max(0, numbers.Next()) / PerPixel;
            int color = numbers.Next();
            uint fill = color < 0 ? Wall : s_fills[color % s_fills.Length];
            for (int i = 0; i < count; i++) (_points[2 * i], _points[(2 * i) + 1]) = Place(x, y, turn, ref numbers);
            DrawShape(list, _points.AsSpan(0, 2 * count), radius, fill, turn);
        }
    }

    private static void DrawShape(DisplayList list, ReadOnlySpan<float> points, float radius, uint fill, Rotation turn)
    {
        switch (points.Length)
        {
            case 2:
                list.FillCircle(points[0], points[1], radius, fill);
                // A line from the middle shows that it rolls.
                list.StrokeLine(points[0], points[1], points[0] + (turn.Cos * radius * 0.8f), points[1] + (turn.Sin * radius * 0.8f), 2f, Ground);
                break;
            case 4:
                list.StrokeLine(points[0], points[1], points[2], points[3], Math.Max(1f, 2f * radius), fill);
                break;
            default:
                list.FillPolygon(points, fill);
                break;
        }
    }

    private void DrawPins(DisplayList list)
    {
        Numbers numbers = new(board.Joints.Value);
        while (!numbers.IsEmpty)
        {
            (float x, float y) = Anchor(ref numbers);
            list.FillCircle(x, y, 3f, Pin);
        }
    }

    private void DrawHands(DisplayList list)
    {
        Numbers numbers = new(board.Held.Value);
        while (!numbers.IsEmpty)
        {
            (float x, float y) = Anchor(ref numbers);
            float toX = numbers.Next() / PerPixel, toY = numbers.Next() / PerPixel;
            list.StrokeLine(x, y, toX, toY, 2f, Hand);
            list.FillCircle(x, y, 4f, Hand);
            list.StrokeCircle(toX, toY, 8f, 2f, Hand);
        }
    }

    private void DrawStroke(DisplayList list)
    {
        if (board.Stroke.Value.Length == 0) return;
        Numbers numbers = new(board.Stroke.Value);
        bool isBox = numbers.Next() == (int)Tool.Region;
        float x = numbers.Next(), y = numbers.Next();
        while (!numbers.IsEmpty)
        {
            float toX = numbers.Next(), toY = numbers.Next();
            if (isBox) list.StrokeRoundRect(Math.Min(x, toX), Math.Min(y, toY), Math.Abs(toX - x), Math.Abs(toY - y), 2f, 2f, Hand);
            else list.StrokeLine(x, y, toX, toY, 4f, Hand);
            (x, y) = (toX, toY);
        }
    }

    private (float X, float Y) Anchor(ref Numbers numbers)
    {
        (float x, float y, float angle) = poses[Math.Clamp(numbers.Next(), 0, PoseTable.Rows - 1)];
        return Place(x, y, Rotation.FromAngle(angle), ref numbers);
    }

    private static (float X, float Y) Place(float x, float y, Rotation turn, ref Numbers numbers)
    {
        Vec2 point = turn * new Vec2(numbers.Next() / PerPixel, numbers.Next() / PerPixel);
        return (x + point.X, y + point.Y);
    }
}
