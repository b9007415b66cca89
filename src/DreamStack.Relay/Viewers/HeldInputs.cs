using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Inputs;

namespace DreamStack.Relay.Viewers;

/// <summary>Remembers what one viewer holds pressed, so that it can be released when the viewer is gone.</summary>
internal sealed class HeldInputs
{
    // More than a person has fingers for: what is beyond is not remembered.
    private const int MaxKeys = 64;
    private const int MaxTouches = 32;
    private const int MaxControls = 64;
    private const int MaxNotes = 64;
    private const int NoteOff = 0x80;
    private const int NoteOn = 0x90;
    private const int KindMask = 0xF0;
    private const int ChannelMask = 0x0F;

    private readonly List<KeyInput> _keys = [];
    private readonly List<TouchInput> _touches = [];
    private readonly List<(InputType Type, byte Control)> _controls = [];
    private readonly List<(byte Channel, byte Note)> _notes = [];
    private PointerInput _pointer;

    /// <summary>Takes note of a well-formed input in clear.</summary>
    public void Note(InputType type, ReadOnlySpan<byte> body)
    {
        switch (type)
        {
            case InputType.Pointer or InputType.PointerDown or InputType.PointerUp:
                PointerInput.TryRead(body, out _pointer);
                break;
            case InputType.KeyDown or InputType.KeyUp when KeyInput.TryRead(body, out KeyInput key):
                _keys.RemoveAll(held => held.KeyCode == key.KeyCode);
                if (type == InputType.KeyDown && _keys.Count < MaxKeys) _keys.Add(key);
                break;
            case InputType.Touch or InputType.TouchEnd or InputType.TouchCancel
                when TouchInput.TryRead(body, out TouchInput touch):
                _touches.RemoveAll(held => held.Id == touch.Id);
                if (type == InputType.Touch && _touches.Count < MaxTouches) _touches.Add(touch);
                break;
            case InputType.GamepadAxis or InputType.GamepadButton when GamepadInput.TryRead(body, out GamepadInput pad):
                _controls.Remove((type, pad.Control));
                if (pad.Value != 0 && _controls.Count < MaxControls) _controls.Add((type, pad.Control));
                break;
            case InputType.Midi when MidiInput.TryRead(body, out MidiInput midi):
                NoteMidi(midi);
                break;
            default:
                break;
        }
    }

    /// <summary>The inputs that let everything go; nothing is held afterwards.</summary>
    public IReadOnlyList<(InputType Type, byte[] Body)> ReleaseAll()
    {
        List<(InputType, byte[])> released = [];
        if (_pointer.Buttons != 0)
        {
            byte[] body = new byte[PointerInput.Size];
            (_pointer with { Buttons = 0 }).Write(body);
            released.Add((InputType.PointerUp, body));
        }

        foreach (KeyInput key in _keys)
        {
            byte[] body = new byte[KeyInput.Size];
            (key with { Modifiers = KeyModifiers.None }).Write(body);
            released.Add((InputType.KeyUp, body));
        }

        foreach (TouchInput touch in _touches)
        {
            byte[] body = new byte[TouchInput.Size];
            touch.Write(body);
            released.Add((InputType.TouchCancel, body));
        }

        foreach ((InputType type, byte control) in _controls)
        {
            byte[] body = new byte[GamepadInput.Size];
            new GamepadInput(control, 0).Write(body);
            released.Add((type, body));
        }

        foreach ((byte channel, byte note) in _notes) released.Add((InputType.Midi, [(byte)(NoteOff | channel), note, 0]));

        _controls.Clear();
        _notes.Clear();
        _pointer = default;
        _keys.Clear();
        _touches.Clear();
        return released;
    }

    // A note struck without force is a note let go.
    private void NoteMidi(in MidiInput midi)
    {
        int kind = midi.Status & KindMask;
        if (kind is not (NoteOn or NoteOff)) return;
        (byte, byte) note = ((byte)(midi.Status & ChannelMask), midi.Data1);
        _notes.Remove(note);
        if (kind == NoteOn && midi.Data2 > 0 && _notes.Count < MaxNotes) _notes.Add(note);
    }
}
