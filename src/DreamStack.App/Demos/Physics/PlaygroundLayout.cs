using DreamStack.Physics.Maths;

namespace DreamStack.App.Demos.Physics;

/// <summary>Where things are in the picture, in pixels: the tools above the room, its record below.</summary>
internal static class PlaygroundLayout
{
    public const int Width = 1280;
    public const int Height = 720;
    public const float BarHeight = 60f;
    public const float ButtonTop = 8f;
    public const float ButtonHeight = 44f;
    public const float ToolWidth = 92f;
    public const float ToolGap = 8f;
    public const float TrackLeft = 176f;
    public const float TrackWidth = 660f;
    public const float FootTop = Height - BarHeight;
    public const float PlayLeft = 16f;
    public const float PlayWidth = 96f;
    public const float SpeedLeft = 868f;
    public const float SpeedWidth = 68f;
    public const float LiveLeft = 1176f;
    public const float LiveWidth = 88f;

    /// <summary>Percent of the usual speed that each button of the record plays at.</summary>
    public static ReadOnlySpan<int> Speeds => [-100, 25, 100, 200];

    /// <summary>The words on the buttons above the room: the tools, then what is done at once.</summary>
    public static ReadOnlySpan<string> Tools => s_tools;

    private static readonly string[] s_tools = ["Grab", "Stack", "Drop", "Draw", "Hinge", "Region", "Erase", "Kick", "Reset"];

    public static float ToolLeft(int tool) => 16f + (tool * (ToolWidth + ToolGap));

    public static float LeftOfSpeed(int speed) => SpeedLeft + (speed * (SpeedWidth + ToolGap));

    /// <summary>The button above the room at a point; −1 for none.</summary>
    public static int ToolAt(float x, float y)
    {
        if (y >= BarHeight) return -1;
        int tool = (int)MathF.Floor((x - 16f) / (ToolWidth + ToolGap));
        return tool >= 0 && tool < Tools.Length && x < ToolLeft(tool) + ToolWidth ? tool : -1;
    }

    /// <summary>The button for a speed at a point below the room; −1 for none.</summary>
    public static int SpeedAt(float x)
    {
        int speed = (int)MathF.Floor((x - SpeedLeft) / (SpeedWidth + ToolGap));
        return speed >= 0 && speed < Speeds.Length && x < LeftOfSpeed(speed) + SpeedWidth ? speed : -1;
    }

    public static Vec2 ToWorld(float x, float y) => new(x / PoseTable.PixelsPerMetre, (Height - y) / PoseTable.PixelsPerMetre);
}
