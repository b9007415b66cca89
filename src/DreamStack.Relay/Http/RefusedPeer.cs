using DreamStack.Relay.Sockets;
using DreamStack.Relay.Streams;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Relay.Http;

/// <summary>
/// Somebody who may not come in and is told why, twice: as End, which a page can show, and in the close frame, which a program reads.
/// </summary>
internal sealed class RefusedPeer : SocketPeer
{
    private readonly string _role;

    public RefusedPeer(ILink link, RelayContext relay, bool asSource, PeerOrigin origin, Closing refusal)
        : base(link, relay, sendsInputs: !asSource, origin)
    {
        _role = asSource ? "source" : "receiver";
        Stop(refusal, RelayMessages.End(EndReason.Refused, refusal.Reason));
    }

    /// <inheritdoc/>
    public override bool IsListed => false;

    public override PeerReport Report() => new() { Id = Id, Stream = "", Role = _role };

    protected override void AskRoundTrip()
    {
    }

    protected override Produced Fill(List<SharedBuffer> batch, bool mayWork) => Produced.Nothing;

    protected override Closing? Accept(in MessageView message, out bool chore)
    {
        chore = false;
        return null;
    }
}
