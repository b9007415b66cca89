using DreamStack.App.Scene;
using DreamStack.App.Signals;
using DreamStack.Streaming.Wire.Frames;
using DreamStack.Streaming.Wire.Inputs;

namespace DreamStack.App.Hosting;

/// <summary>
/// An app as its host sees it: inputs and time go in, signals, a display list, sound and vibration come out. It does no
/// I/O, reads no clock, and belongs to one thread at a time. The viewer is the id of who sent an input; 0 is the host.
/// </summary>
public interface IApp
{
    /// <summary>The rate of <see cref="RenderAudio"/>, in samples a second; one channel.</summary>
    const int AudioRate = 24_000;

    /// <summary>The word that names the app on the wire.</summary>
    string Name { get; }

    /// <summary>Pixels across of the picture, as the signals say.</summary>
    int Width { get; }

    /// <summary>Pixels down of the picture, as the signals say.</summary>
    int Height { get; }

    /// <summary>The signals that travel; <see cref="Draw"/> reads nothing else, so who applies them draws the same picture.</summary>
    SignalState State { get; }

    /// <summary>True when passing time changes nothing that is seen.</summary>
    bool AtRest { get; }

    /// <summary>Lets time pass; spans beyond a quarter of a second count as one, as after a machine slept.</summary>
    void Advance(TimeSpan elapsed);

    /// <summary>Adds the picture of the current signals to an empty list.</summary>
    void Draw(DisplayList list);

    /// <summary>Fills the front of the span with sound and says how many samples there are; 0 when it is silent.</summary>
    int RenderAudio(Span<float> samples);

    /// <summary>Takes the oldest vibration that is due.</summary>
    bool TryTakeHaptic(out HapticFrame haptic);

    /// <summary>A viewer's pointer moved.</summary>
    void PointerMove(uint viewer, PointerInput input);

    /// <summary>A button of a viewer's pointer went down.</summary>
    void PointerDown(uint viewer, PointerInput input);

    /// <summary>A button of a viewer's pointer went up.</summary>
    void PointerUp(uint viewer, PointerInput input);

    /// <summary>A key went down or up.</summary>
    void Key(uint viewer, KeyInput input, bool down);

    /// <summary>Text was committed, as UTF-8; the bytes are the caller's.</summary>
    void Text(uint viewer, ReadOnlySpan<byte> utf8);

    /// <summary>A contact is present or moved, or (<paramref name="present"/> false) it ended.</summary>
    void Touch(uint viewer, TouchInput input, bool present);

    /// <summary>The wheel turned.</summary>
    void Scroll(uint viewer, ScrollInput input);

    /// <summary>Everybody's keys, buttons and contacts are up: who held them can no longer say so.</summary>
    void ReleaseAll();

    /// <summary>The picture should have another size; the app may keep within bounds of its own.</summary>
    void Resize(ResizeInput input);
}
