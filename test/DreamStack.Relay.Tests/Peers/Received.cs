using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;
using DreamStack.Streaming.Wire.Ext;

namespace DreamStack.Relay.Tests.Peers;

/// <summary>One message as a peer got it.</summary>
public sealed record Received(MessageHeader Header, byte[] Bytes)
{
    public bool IsControl => Header.IsInput ? Header.InputType == InputType.Control : Header.FrameType == FrameType.Control;

    public byte[] Payload => Bytes[MessageHeader.Size..];

    public byte[] Body
    {
        get
        {
            Assert.True(ExtBlock.TrySplit(Header, Bytes.AsSpan(MessageHeader.Size), out _, out ReadOnlySpan<byte> body));
            return body.ToArray();
        }
    }

    public uint? ViewerId
    {
        get
        {
            Assert.True(ExtBlock.TrySplit(Header, Bytes.AsSpan(MessageHeader.Size), out ExtBlock ext, out _));
            return ext.TryFind(ExtTag.ViewerId, out ExtEntry entry) && entry.TryReadUInt32(out uint viewer) ? viewer : null;
        }
    }

    /// <summary>The seq in full, where the message says it.</summary>
    public ulong? FullSeq
    {
        get
        {
            Assert.True(ExtBlock.TrySplit(Header, Bytes.AsSpan(MessageHeader.Size), out ExtBlock ext, out _));
            return ext.TryFind(ExtTag.FullSeq, out ExtEntry entry) && entry.TryReadUInt64(out ulong seq) ? seq : null;
        }
    }

    public ControlMessage Control()
    {
        Assert.Equal(ReadStatus.Done, ControlMessage.TryRead(Body, out ControlMessage? control));
        return control!;
    }
}
