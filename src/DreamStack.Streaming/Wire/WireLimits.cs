namespace DreamStack.Streaming.Wire;

/// <summary>Every bound on what a stranger can send, each with its reason; all are checked before memory is taken.</summary>
public static class WireLimits
{
    /// <summary>Bytes of the largest payload: a raw picture of the largest size fits, with room for the worst coded one.</summary>
    public const int MaxPayloadLength = 64 * 1024 * 1024;

    /// <summary>Pixels of the largest picture: beyond 5K (14.7 MP), and its raw form stays under the payload limit.</summary>
    public const int MaxPicturePixels = 16_000_000;

    /// <summary>Bytes of the largest input: a paste fits, and a viewer cannot make the relay hold much for it.</summary>
    public const int MaxInputLength = 64 * 1024;

    /// <summary>Bytes of the largest control object: a list of capabilities fits many times over.</summary>
    public const int MaxControlLength = 64 * 1024;

    /// <summary>Bytes of the largest signal state: what a joiner waits for before the first picture.</summary>
    public const int MaxSignalLength = 1024 * 1024;

    /// <summary>Bytes of the largest Lockstep message: the whole state of some thousands of bodies.</summary>
    public const int MaxLockstepLength = 4 * 1024 * 1024;

    /// <summary>Bytes of the largest audio message: one second of 48 kHz stereo float32 is 384,000.</summary>
    public const int MaxAudioLength = 512 * 1024;

    /// <summary>Bytes of the largest haptic, hash, ping or end message: all are a few numbers and a sentence.</summary>
    public const int MaxSmallLength = 1024;

    /// <summary>Bytes of UTF-8 text in one Text input: a long paragraph; more goes in several.</summary>
    public const int MaxTextLength = 16 * 1024;

    /// <summary>Bytes of an EXT block: every assigned tag several times.</summary>
    public const int MaxExtLength = 1024;

    /// <summary>Nesting of a signal state: deeper than any state a person would write.</summary>
    public const int MaxSignalDepth = 32;

    /// <summary>Characters of a stream's name: it is shown, logged and part of an address.</summary>
    public const int MaxStreamNameLength = 64;

    /// <summary>The largest payload that a header's type may announce, in bytes.</summary>
    public static int MaxPayload(in MessageHeader header) => header.IsInput
        ? MaxInputLength
        : header.FrameType switch
        {
            FrameType.Control => MaxControlLength,
            FrameType.SignalSync or FrameType.SignalDiff or FrameType.SignalTable => MaxSignalLength,
            FrameType.Lockstep => MaxLockstepLength,
            FrameType.AudioPcm or FrameType.AudioCompressed or FrameType.NeuralAudio => MaxAudioLength,
            FrameType.Haptic or FrameType.PictureHash or FrameType.Ping or FrameType.End => MaxSmallLength,
            _ => MaxPayloadLength,
        };
}
