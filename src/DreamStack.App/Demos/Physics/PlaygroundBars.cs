using System.Globalization;
using DreamStack.App.Scene;

namespace DreamStack.App.Demos.Physics;

/// <summary>Draws the tools above the room and the record below it.</summary>
internal sealed class PlaygroundBars(PlaygroundBoard board)
{
    private const uint Bar = 0x171C24FF;
    private const uint Button = 0x2B333FFF;
    private const uint Chosen = 0xF2B45CFF;
    private const uint OnChosen = 0x1A1408FF;
    private const uint Bright = 0xE6EBF2FF;
    private const uint Dim = 0xA3AEBDFF;
    private const uint Track = 0x3A4452FF;
    private static readonly string[] s_speeds = ["−1×", "¼×", "1×", "2×"];

    public void Draw(DisplayList list)
    {
        list.FillRect(0, 0, PlaygroundLayout.Width, PlaygroundLayout.BarHeight, Bar);
        for (int i = 0; i < PlaygroundLayout.Tools.Length; i++)
        {
            DrawButton(list, PlaygroundLayout.ToolLeft(i), 0f, PlaygroundLayout.ToolWidth, PlaygroundLayout.Tools[i], board.Tool.Value == i);
        }

        Span<char> count = stackalloc char[24];
        count.TryWrite(CultureInfo.InvariantCulture, $"{board.Count.Value} bodies", out int length);
        list.FillText(count[..length], PlaygroundLayout.Width - 20f, 37f, 15f, TextWeight.Regular, TextAlign.Right, Dim);
        DrawRecord(list);
    }

    private void DrawRecord(DisplayList list)
    {
        const float Top = PlaygroundLayout.FootTop;
        bool playing = board.Playing.Value != 0;
        (int now, int end) = (board.Second.Value.X, board.Second.Value.Y);
        bool live = now >= end;
        list.FillRect(0, Top, PlaygroundLayout.Width, PlaygroundLayout.BarHeight, Bar);
        DrawButton(list, PlaygroundLayout.PlayLeft, Top, PlaygroundLayout.PlayWidth, playing ? "Pause" : "Play", !playing);
        float middle = Top + (PlaygroundLayout.BarHeight / 2f), at = end == 0 ? 1f : Math.Clamp(now / (float)end, 0f, 1f);
        float x = PlaygroundLayout.TrackLeft + (PlaygroundLayout.TrackWidth * at);
        list.StrokeLine(PlaygroundLayout.TrackLeft, middle, PlaygroundLayout.TrackLeft + PlaygroundLayout.TrackWidth, middle, 6f, Track);
        list.StrokeLine(PlaygroundLayout.TrackLeft, middle, x, middle, 6f, live ? Dim : Chosen);
        list.FillCircle(x, middle, 10f, live ? Bright : Chosen);
        Span<char> second = stackalloc char[24];
        second.TryWrite(CultureInfo.InvariantCulture, $"{now / 10.0:0.0} s", out int length);
        list.FillText(second[..length], PlaygroundLayout.TrackLeft - 12f, middle + 5f, 13f, TextWeight.Regular, TextAlign.Right, Dim);
        for (int i = 0; i < s_speeds.Length; i++)
        {
            DrawButton(list, PlaygroundLayout.LeftOfSpeed(i), Top, PlaygroundLayout.SpeedWidth, s_speeds[i], playing && board.Speed.Value == PlaygroundLayout.Speeds[i]);
        }

        DrawButton(list, PlaygroundLayout.LiveLeft, Top, PlaygroundLayout.LiveWidth, live ? "Live" : "To live", live);
    }

    private static void DrawButton(DisplayList list, float left, float top, float width, string text, bool chosen)
    {
        list.FillRoundRect(left, top + PlaygroundLayout.ButtonTop, width, PlaygroundLayout.ButtonHeight, 8f, chosen ? Chosen : Button);
        list.FillText(text, left + (width / 2f), top + 36f, 15f, chosen ? TextWeight.SemiBold : TextWeight.Regular, TextAlign.Center, chosen ? OnChosen : Bright);
    }
}
