namespace DreamStack.Streaming.Wire;

/// <summary>What a message from a source to its receivers carries: the header's first byte when INPUT is not set.</summary>
public enum FrameType : byte
{
    /// <summary>Raw RGBA8, rows top-down, width × height × 4 bytes.</summary>
    Pixels = 0x01,

    /// <summary>A whole PNG or WebP image, told apart by its own magic.</summary>
    CompressedPixels = 0x02,

    /// <summary>What changed since a base picture; see <see cref="Frames.DeltaPrefix"/>.</summary>
    DeltaPixels = 0x03,

    /// <summary>A run-length coded message of another type; see <see cref="Frames.CompressedPrefix"/>.</summary>
    Compressed = 0x04,

    /// <summary>One encoded video access unit for the browser's own decoder.</summary>
    VideoPixels = 0x05,

    /// <summary>Interleaved float32 samples; width is the rate in Hz, height the channels.</summary>
    AudioPcm = 0x10,

    /// <summary>One Opus packet.</summary>
    AudioCompressed = 0x11,

    /// <summary>A vibration command; see <see cref="Frames.HapticFrame"/>.</summary>
    Haptic = 0x20,

    /// <summary>The whole signal state as a JSON object, always a keyframe.</summary>
    SignalSync = 0x30,

    /// <summary>The changed signals only, as a JSON merge patch (RFC 7396).</summary>
    SignalDiff = 0x31,

    /// <summary>Binary records of fixed stride keyed by u16; the latest per key wins.</summary>
    SignalTable = 0x32,

    /// <summary>What a receiver needs to run the source's world itself; see <see cref="Frames.LockstepFrame"/>.</summary>
    Lockstep = 0x33,

    /// <summary>RGBA pixels made by a model.</summary>
    NeuralFrame = 0x40,

    /// <summary>Audio made by a model.</summary>
    NeuralAudio = 0x41,

    /// <summary>Learned motor control: a float32 vector.</summary>
    NeuralActuator = 0x42,

    /// <summary>A latent vector that the receiver decodes.</summary>
    NeuralLatent = 0x43,

    /// <summary>A reliable JSON object with an <c>op</c>.</summary>
    Control = 0xF0,

    /// <summary>The u64 XxHash3 of the RGBA picture at this message's seq.</summary>
    PictureHash = 0xF1,

    /// <summary>The sender's clock in µs; an answer repeats it and appends the answerer's.</summary>
    Ping = 0xFE,

    /// <summary>The stream ends; see <see cref="Frames.EndFrame"/>.</summary>
    End = 0xFF,
}
