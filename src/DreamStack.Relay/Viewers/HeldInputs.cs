using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Inputs;

namespace DreamStack.Relay.Viewers;

/// <summary>Remembers what one viewer holds pressed, so that it can be released when the viewer is gone.</summary>
internal sealed class HeldInputs
{
    // More than a person has fingers for: what is beyond is not remembered.
    private const int MaxKeys = 64;
    private const int MaxTouches = 32;

    private readonly List<KeyInput> _keys = [];
    private readonly List<TouchInput> _touches = [];
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

        _pointer = default;
        _keys.Clear();
        _touches.Clear();
        return released;
    }
}
