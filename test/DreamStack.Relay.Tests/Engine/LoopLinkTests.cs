using System.Net;
using System.Net.Sockets;
using DreamStack.Relay.Engine;
using DreamStack.Relay.Sockets;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Wire;
using Microsoft.Extensions.Logging.Abstractions;

namespace DreamStack.Relay.Tests.Engine;

public sealed class LoopLinkTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);
    private readonly RelayContext _relay = new(new RelayOptions(), TimeProvider.System, NullLoggerFactory.Instance);
    private readonly EventLoop _loop = new(NullLogger.Instance, 0);
    private readonly Socket _listening = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    [Fact]
    public void A_lost_connection_takes_no_time_while_its_job_still_runs()
    {
        (Socket far, LoopSocket near) = Connect();
        using BusyPeer peer = new(new LoopLink(_loop, near, []), _relay);
        peer.Run(peer);
        Assert.True(peer.Works.Wait(s_patience, TestContext.Current.CancellationToken));

        far.LingerState = new LingerOption(true, 0);
        far.Dispose();

        Assert.True(SpinWait.SpinUntil(() => peer.Closing is not null, s_patience));
        Turn();
        long before = _loop.Rounds;
        const int turns = 20;
        for (int i = 0; i < turns; i++) Turn();
        // One to hear of it and at most one more to find nothing else.
        Assert.InRange(_loop.Rounds - before, 1, 2 * turns);
        peer.MayEnd.Set();
        Assert.True(peer.Gone.Wait(s_patience, TestContext.Current.CancellationToken));
    }

    public void Dispose()
    {
        _loop.Dispose();
        _listening.Dispose();
    }

    private (Socket Far, LoopSocket Near) Connect()
    {
        _listening.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listening.Listen();
        Socket far = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        far.Connect(_listening.LocalEndPoint!);
        return (far, LoopSocket.Accept(_listening.SafeHandle, out _, out _)!);
    }

    private void Turn()
    {
        using ManualResetEventSlim done = new();
        _loop.Post(new LoopAction(done.Set));
        Assert.True(done.Wait(s_patience, TestContext.Current.CancellationToken));
    }

    // What it has to send takes as long to make as the test likes.
    private sealed class BusyPeer(ILink link, RelayContext relay)
        : SocketPeer(link, relay, sendsInputs: false, new PeerOrigin("test", default, new TcpDrain(null))), IPeerHome
    {
        public ManualResetEventSlim Works { get; } = new();

        public ManualResetEventSlim MayEnd { get; } = new();

        public ManualResetEventSlim Gone { get; } = new();

        public void Forget(SocketPeer peer) => Gone.Set();

        public override PeerReport Report() => new() { Id = Id, Stream = "main", Role = "receiver" };

        protected override void AskRoundTrip() => Assert.Fail("Nobody pings here.");

        protected override Produced Fill(List<SharedBuffer> batch, bool mayWork)
        {
            if (!mayWork) return Produced.NeedsWork;
            Works.Set();
            MayEnd.Wait(s_patience);
            return Produced.Nothing;
        }

        protected override Closing? Accept(in MessageView message, out bool chore)
        {
            chore = false;
            return null;
        }
    }
}
