namespace DreamStack.Streaming.Wire;

/// <summary>Tells a person what was wrong with a message and what to do; short enough for a close reason (≤ 123 bytes).</summary>
public static class WireErrorText
{
    /// <summary>The sentence for an error about a message with this header.</summary>
    public static string Explain(this WireError error, in MessageHeader header) => error switch
    {
        WireError.PayloadTooLarge =>
            $"Type 0x{header.Type:X2} announces {header.PayloadLength} bytes; {WireLimits.MaxPayload(header)} are allowed.",
        WireError.PictureTooLarge =>
            $"A picture of {header.Width}x{header.Height} is over {WireLimits.MaxPicturePixels} pixels; send a smaller one.",
        WireError.PictureEmpty => $"A picture of {header.Width}x{header.Height} has no pixels; set width and height.",
        WireError.LengthMismatch => $"payload_len {header.PayloadLength} does not fit type 0x{header.Type:X2}.",
        WireError.WrongDirection when header.IsInput => "A source sends frames; leave the INPUT flag clear.",
        WireError.WrongDirection => "A receiver sends inputs; set the INPUT flag.",
        WireError.Truncated => "The message ends before its payload does; send whole messages.",
        WireError.BadExt => "The EXT block does not fit its payload.",
        WireError.BadPayload => $"The payload of type 0x{header.Type:X2} is not what the protocol says.",
        WireError.TextMessage => "A text message; this protocol is binary.",
        _ => "Nothing was wrong.",
    };
}
