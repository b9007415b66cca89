namespace DreamStack.Streaming.Wire.Inputs;

/// <summary>What else is held or latched while a key goes down or up.</summary>
[Flags]
public enum KeyModifiers : byte
{
    /// <summary>Nothing else.</summary>
    None = 0,

    /// <summary>Either Shift key.</summary>
    Shift = 1 << 0,

    /// <summary>Either Ctrl key.</summary>
    Ctrl = 1 << 1,

    /// <summary>The left Alt key.</summary>
    Alt = 1 << 2,

    /// <summary>Either Windows or Command key.</summary>
    Meta = 1 << 3,

    /// <summary>The AltGr key.</summary>
    AltGr = 1 << 4,

    /// <summary>Caps Lock is on.</summary>
    CapsLock = 1 << 5,

    /// <summary>Num Lock is on.</summary>
    NumLock = 1 << 6,

    /// <summary>The key repeats because it is held.</summary>
    Repeat = 1 << 7,
}
