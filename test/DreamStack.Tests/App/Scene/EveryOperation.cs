using DreamStack.App.Scene;

namespace DreamStack.Tests.App.Scene;

internal static class EveryOperation
{
    /// <summary>A small picture of 120×80 with every operation in it once.</summary>
    public static void AddTo(DisplayList list)
    {
        list.Clear(0x10141CFF);
        list.FillRect(4, 4, 20, 12, 0xE0533DFF);
        list.FillRoundRect(30, 4, 24, 12, 4, 0x3DA5E0FF);
        list.FillCircle(70, 12, 8, 0xF2C14EFF);
        list.StrokeRoundRect(84.5f, 4.5f, 30, 14, 4, 1, 0xFFFFFF80);
        list.StrokeCircle(16, 36, 8, 2, 0x7BE0ADFF);
        list.StrokeArc(44, 36, 8, 0, 3, 3, 0xE07BD0FF);
        list.StrokeLine(60, 30, 80, 44, 3, 0xFFFFFFFF);
        list.StrokePolyline([86, 44, 94, 28, 102, 44, 110, 28], 2, 0x9AA4B2FF);
        list.FillPolygon([112, 76, 104, 60, 118, 52], 0x6FC3B2FF);
        list.FillText("Springs é 42", 60, 68, 14, TextWeight.SemiBold, TextAlign.Center, 0xFFFFFFFF);
        list.PushClip(0, 50, 10, 30);
        list.PushTranslate(5, 60);
        list.FillCircle(0, 0, 9, 0xE0533DFF);
        list.Pop();
        list.Pop();
    }
}
