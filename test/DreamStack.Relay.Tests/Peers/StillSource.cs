using DreamStack.Relay.FanOut;
using DreamStack.Relay.Sockets;
using DreamStack.Relay.Sources;
using DreamStack.Relay.Streams;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;

namespace DreamStack.Relay.Tests.Peers;

/// <summary>A source without a connection: what the relay has for it stays in its queue.</summary>
internal sealed class StillSource : ISource
{
    public SourceInfo Info => SourceInfo.Unknown;

    public InputQueue Inputs { get; } = new(new Wake());

    public void Stop(Closing closing) => Assert.Fail(closing.Reason);

    /// <summary>Takes what waits and answers the token of the welcome in it.</summary>
    public string TakeToken()
    {
        List<SharedBuffer> batch = [];
        Assert.True(Inputs.Take(batch));
        string? token = null;
        foreach (SharedBuffer buffer in batch)
        {
            Assert.Equal(ReadStatus.Done, ControlMessage.TryRead(buffer.Span[MessageHeader.Size..].ToArray(), out ControlMessage? control));
            token ??= (control as WelcomeControl)?.Resume;
            buffer.Release();
        }

        return Assert.IsType<string>(token);
    }
}
