using DreamStack.Client.Connections;
using DreamStack.Client.Sourcing;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;
using DreamStack.Streaming.Wire.Frames;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace DreamStack.Tests.Client.Sourcing;

public sealed class SourceClientTests
{
    private readonly FakeRelay _relay = new();
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task The_stream_is_taken_back_with_the_token_of_the_welcome()
    {
        await using SourceClient client = Create();
        EventQueue<string?> welcomes = new();
        client.Connected += welcome => welcomes.Add(welcome.Resume);
        client.Start();

        FakePeer first = await _relay.AcceptAsync();
        Assert.Equal("/source/main?app=springs&modes=delta,signal", first.Address.PathAndQuery);
        await first.SendDemandAsync(new WelcomeControl("main", null, null, null, "t/1"));
        Assert.Equal("t/1", await welcomes.NextAsync());
        Assert.True(client.IsConnected);
        first.Drop();

        Task<FakePeer> accepting = _relay.AcceptAsync();
        while (!accepting.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.EndsWith("&resume=t%2F1", (await accepting).Address.Query, StringComparison.Ordinal);
        Assert.False(client.IsConnected);
    }

    [Fact]
    public async Task Inputs_and_demand_come_in_order()
    {
        await using SourceClient client = Create();
        EventQueue<string> events = new();
        client.Demand += demand => events.Add($"demand {demand.Pictures} {demand.Viewers}");
        client.Input += input => events.Add($"input {input.Header.InputType} {input.Bytes.Length}");
        client.Start();
        FakePeer peer = await _relay.AcceptAsync();
        await peer.SendDemandAsync(new DemandControl(true, false, 2));
        await peer.SendFrameAsync(new MessageHeader(InputType.Pointer), [1, 0, 2, 0, 0]);
        Assert.Equal("demand True 2", await events.NextAsync());
        Assert.StartsWith("input Control", await events.NextAsync(), StringComparison.Ordinal);
        Assert.Equal("input Pointer 21", await events.NextAsync());
    }

    [Fact]
    public async Task Ending_tells_why_after_what_was_sent_and_then_closes()
    {
        SourceClient client = Create(Patience.Long);
        EventQueue<bool> connected = new();
        client.Connected += _ => connected.Add(true);
        client.Start();
        FakePeer peer = await _relay.AcceptAsync();
        await peer.SendDemandAsync(new WelcomeControl("main", null, null, null, "t"));
        await connected.NextAsync();

        Originator originator = new(_time);
        byte[] diff = new byte[MessageHeader.Size + 2];
        originator.Stamp(new MessageHeader(FrameType.SignalDiff) { PayloadLength = 2 }).Write(diff);
        Assert.Equal(SendOutcome.Queued, client.Send(diff));
        EndFrame over = new(EndReason.Over, "The demo was stopped.");
        byte[] last = new byte[MessageHeader.Size + over.Size];
        originator.Stamp(new MessageHeader(FrameType.End) { PayloadLength = (uint)over.Size }).Write(last);
        over.Write(last.AsSpan(MessageHeader.Size));
        client.Send(last);
        Task ending = client.StopAsync(over.Text);

        Assert.Equal(0, (await peer.ReceiveAsync((byte)FrameType.SignalDiff)).Header.Seq);
        (MessageHeader header, byte[] body, _) = await peer.ReceiveAsync((byte)FrameType.End);
        Assert.Equal(1, header.Seq);
        Assert.True(EndFrame.TryRead(body, out EndFrame end));
        Assert.Equal(over, end);
        Assert.Equal((int)CloseCode.Normal, (await peer.ReceiveCloseAsync()).Code);
        await ending.WaitAsync(Patience.Long, TestContext.Current.CancellationToken);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Without_a_connection_nothing_is_kept()
    {
        await using SourceClient client = Create();
        byte[] diff = new byte[MessageHeader.Size];
        new MessageHeader(FrameType.SignalDiff).Write(diff);
        Assert.Equal(SendOutcome.NotConnected, client.Send(diff));
        Assert.False(client.IsReadyForPicture);
        Assert.Throws<ArgumentException>(() => client.Send(diff.AsSpan(0, 10)));
    }

    // Most tests are over when the client goes: only the one about the goodbye gives it time.
    private SourceClient Create(TimeSpan closeTimeout = default) => new(
        new SourceOptions { App = "springs", Modes = [StreamMode.Delta, StreamMode.Signal], CloseTimeout = closeTimeout },
        _time, _relay);
}
