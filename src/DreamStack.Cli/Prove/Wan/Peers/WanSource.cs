using DreamStack.Cli.Prove.Wan.Recorded;
using DreamStack.Cli.Prove.Wan.Tls;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Ext;

namespace DreamStack.Cli.Prove.Wan.Peers;

/// <summary>The source: plays its recording and answers inputs in the next picture.</summary>
internal sealed class WanSource(TlsSocket tls, string stream, Replay replay, TimeProvider time)
    : WanPeer(tls, $"/source/{stream}?app=springs&modes=pixel,delta", time)
{
    /// <summary>The server does not take what is sent as fast as it is made.</summary>
    public bool IsBehind => !Output.Waiting.IsEmpty;

    /// <summary>Bytes sent, frames and all.</summary>
    public long Bytes { get; private set; }

    protected override MessageHeader PingHeader => new(FrameType.Ping);

    /// <summary>Sends the next picture and its sound.</summary>
    public void Step()
    {
        replay.Step(Output.AddMessage);
        Bytes += Output.Waiting.Length;
        Flush();
    }

    protected override void Receive(in MessageView message)
    {
        if (!message.Header.IsInput || !ExtBlock.TrySplit(message.Header, message.Payload, out ExtBlock ext, out _)) return;
        if (!ext.TryFind(ExtTag.InputId, out ExtEntry number) || !number.TryReadUInt32(out uint input)) return;
        // A server that knows nothing of viewers adds no id; the inputs' numbers tell them apart.
        bool known = ext.TryFind(ExtTag.ViewerId, out ExtEntry id);
        uint viewer = WanViewer.IndexOf(input);
        if (known) id.TryReadUInt32(out viewer);
        replay.Cause(viewer, input);
    }
}
