namespace DreamStack.App.Demos;

/// <summary>The physical keys that the demos listen to, as USB HID usages.</summary>
internal static class KeyCodes
{
    public const ushort R = 0x15;
    public const ushort Digit1 = 0x1E;
    public const ushort Escape = 0x29;
    public const ushort Backspace = 0x2A;
    public const ushort Space = 0x2C;
    public const ushort Right = 0x4F;
    public const ushort Left = 0x50;
    public const ushort Down = 0x51;
    public const ushort Up = 0x52;
}
