namespace DreamStack.Streaming.Wire;

/// <summary>What a message from a receiver to the source carries: the header's first byte when INPUT is set.</summary>
public enum InputType : byte
{
    /// <summary>The pointer moved; see <see cref="Inputs.PointerInput"/>.</summary>
    Pointer = 0x01,

    /// <summary>A pointer button went down.</summary>
    PointerDown = 0x02,

    /// <summary>A pointer button went up.</summary>
    PointerUp = 0x03,

    /// <summary>A physical key went down; see <see cref="Inputs.KeyInput"/>.</summary>
    KeyDown = 0x10,

    /// <summary>A physical key went up.</summary>
    KeyUp = 0x11,

    /// <summary>Committed UTF-8 text: the only way characters travel.</summary>
    Text = 0x12,

    /// <summary>A contact is present or moved; see <see cref="Inputs.TouchInput"/>.</summary>
    Touch = 0x20,

    /// <summary>A contact was lifted.</summary>
    TouchEnd = 0x21,

    /// <summary>A contact was taken away by the system.</summary>
    TouchCancel = 0x22,

    /// <summary>A gamepad axis moved; see <see cref="Inputs.GamepadInput"/>.</summary>
    GamepadAxis = 0x30,

    /// <summary>A gamepad button changed.</summary>
    GamepadButton = 0x31,

    /// <summary>One MIDI message; see <see cref="Inputs.MidiInput"/>.</summary>
    Midi = 0x40,

    /// <summary>The wheel turned; see <see cref="Inputs.ScrollInput"/>.</summary>
    Scroll = 0x50,

    /// <summary>The receiver wishes for a picture of this size; see <see cref="Inputs.ResizeInput"/>.</summary>
    Resize = 0x60,

    /// <summary>Microphone audio: Opus if COMPRESSED, else float32.</summary>
    VoiceInput = 0x70,

    /// <summary>Samples of a brain–computer interface; see <see cref="Inputs.BciInput"/>.</summary>
    BciInput = 0x90,

    /// <summary>The newest pictures decoded and shown; see <see cref="Inputs.AckInput"/>.</summary>
    Ack = 0xF0,

    /// <summary>The receiver lost the picture and asks for a whole one; empty.</summary>
    KeyframeRequest = 0xF1,

    /// <summary>A reliable JSON object with an <c>op</c>.</summary>
    Control = 0xF2,

    /// <summary>As <see cref="FrameType.Ping"/>, the other way.</summary>
    Ping = 0xFE,
}
