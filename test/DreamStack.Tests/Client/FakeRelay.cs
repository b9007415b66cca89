using System.Net.WebSockets;
using System.Threading.Channels;
using DreamStack.Client.Connections;
using Xunit;

namespace DreamStack.Tests.Client;

/// <summary>Answers a client's tries to connect as the test says, with the relay's end of each connection.</summary>
internal sealed class FakeRelay : IConnector
{
    private readonly Channel<FakePeer> _accepted = Channel.CreateUnbounded<FakePeer>();
    private readonly Channel<ConnectException> _failures = Channel.CreateUnbounded<ConnectException>();

    /// <summary>Runs while a connection is on its way: what is sent then reaches nobody.</summary>
    public Action? WhileConnecting { get; set; }

    /// <summary>The next try fails in this way instead.</summary>
    public void FailNext(string reason, bool isFinal = false) =>
        Assert.True(_failures.Writer.TryWrite(new ConnectException(reason, isFinal, null)));

    public async Task<FakePeer> AcceptAsync() =>
        await _accepted.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience.Long);

    public Task<WebSocket> ConnectAsync(Uri address, CancellationToken cancellation)
    {
        if (_failures.Reader.TryRead(out ConnectException? failure)) return Task.FromException<WebSocket>(failure);
        WhileConnecting?.Invoke();
        (Stream here, Stream there) = DuplexStream.CreatePair();
        WebSocket server = WebSocket.CreateFromStream(there, new WebSocketCreationOptions { IsServer = true });
        Assert.True(_accepted.Writer.TryWrite(new FakePeer(address, server)));
        return Task.FromResult(WebSocket.CreateFromStream(here, new WebSocketCreationOptions()));
    }
}
