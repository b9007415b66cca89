namespace DreamStack.Streaming.Wasm;

/// <summary>What an event record tells JavaScript; the numbers are repeated in web/client/codec.js.</summary>
internal enum EventKind
{
    /// <summary>A picture was decoded: its RGBA bytes, width, height.</summary>
    Picture = 1,

    /// <summary>The signal state changed: the JSON as it came.</summary>
    Signals = 2,

    /// <summary>Float32 samples; width is the rate in Hz, height the channels.</summary>
    Audio = 3,

    /// <summary>A vibration: width is milliseconds, height the strength.</summary>
    Haptic = 4,

    /// <summary>A control object: its JSON.</summary>
    Control = 5,

    /// <summary>The stream ends: width is the reason, the bytes are the text.</summary>
    End = 6,

    /// <summary>A ping of ours was answered: width is the round trip in microseconds.</summary>
    Pong = 7,

    /// <summary>A message nobody here knows was skipped: width is its type.</summary>
    Unknown = 8,

    /// <summary>A picture could not be applied; a keyframe request is among the outgoing bytes.</summary>
    Lost = 9,

    /// <summary>The bytes break the protocol: the text says why, the connection is to be closed.</summary>
    Invalid = 10,

    /// <summary>The hash of a picture: eight bytes.</summary>
    Hash = 11,

    /// <summary>An input for a source: width is its type, height the viewer, the bytes its body.</summary>
    Input = 12,

    /// <summary>What moves has moved: records of it came, or the world that is run here took its steps.</summary>
    World = 13,
}
