using System.Text.Unicode;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Ext;
using DreamStack.Streaming.Wire.Frames;
using DreamStack.Streaming.Wire.Inputs;

namespace DreamStack.Relay.Viewers;

/// <summary>Judges a viewer's inputs and signs them with the viewer's id before they go to the source.</summary>
internal static class InputGate
{
    private const int ViewerEntryLength = 2 + sizeof(uint);

    /// <summary>What is wrong with an input; its EXT block and body are handed out when nothing is.</summary>
    public static WireError Check(in MessageView message, out ExtBlock ext, out ReadOnlySpan<byte> body)
    {
        MessageHeader header = message.Header;
        if (!ExtBlock.TrySplit(header, message.Payload, out ext, out body)) return WireError.BadExt;
        if (SignedBlockLength(ext) + body.Length > WireLimits.MaxInputLength) return WireError.PayloadTooLarge;
        bool opaque = (header.Flags & (MessageFlags.Encrypted | MessageFlags.Compressed)) != 0;
        return opaque || IsWellFormed(header.InputType, body) ? WireError.None : WireError.BadPayload;
    }

    /// <summary>The input as the source gets it: a viewer id of the viewer's own making is replaced by the true one.</summary>
    public static SharedBuffer Sign(in MessageHeader header, in ExtBlock ext, ReadOnlySpan<byte> body, uint viewer)
    {
        Span<byte> block = stackalloc byte[sizeof(ushort) + WireLimits.MaxExtLength + ViewerEntryLength];
        ExtWriter writer = new(block);
        writer.Add(ExtTag.ViewerId, viewer);
        foreach (ExtEntry entry in ext)
        {
            bool fits = writer.Block.Length + sizeof(ushort) + entry.Value.Length <= WireLimits.MaxExtLength;
            if (entry.Tag != ExtTag.ViewerId && fits) writer.Add(entry.Tag, entry.Value);
        }

        ReadOnlySpan<byte> signed = writer.Block;
        SharedBuffer buffer = SharedBuffer.Rent(MessageHeader.Size + signed.Length + body.Length);
        MessageWriter.WithLength(header, signed, body.Length).Write(buffer.Span);
        signed.CopyTo(buffer.Span[MessageHeader.Size..]);
        body.CopyTo(buffer.Span[(MessageHeader.Size + signed.Length)..]);
        return buffer;
    }

    private static int SignedBlockLength(in ExtBlock ext)
    {
        int length = sizeof(ushort) + ViewerEntryLength;
        foreach (ExtEntry entry in ext)
        {
            if (entry.Tag != ExtTag.ViewerId) length += sizeof(ushort) + entry.Value.Length;
        }

        return length;
    }

    private static bool IsWellFormed(InputType type, ReadOnlySpan<byte> body) => type switch
    {
        InputType.Pointer or InputType.PointerDown or InputType.PointerUp => PointerInput.TryRead(body, out _),
        InputType.KeyDown or InputType.KeyUp => KeyInput.TryRead(body, out _),
        InputType.Text => body.Length <= WireLimits.MaxTextLength && Utf8.IsValid(body),
        InputType.Touch or InputType.TouchEnd or InputType.TouchCancel => TouchInput.TryRead(body, out _),
        InputType.GamepadAxis or InputType.GamepadButton => GamepadInput.TryRead(body, out _),
        InputType.Midi => MidiInput.TryRead(body, out _),
        InputType.Scroll => ScrollInput.TryRead(body, out _),
        InputType.Resize => ResizeInput.TryRead(body, out _),
        InputType.Ack => AckInput.TryRead(body, out _),
        InputType.KeyframeRequest => body.IsEmpty,
        InputType.Ping => PingFrame.TryRead(body, out _),
        _ => true,
    };
}
