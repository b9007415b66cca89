using DreamStack.Streaming.Pictures;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;

namespace DreamStack.Relay.Tests.Peers;

/// <summary>A relay on a free port for one test, and the peers it made.</summary>
public abstract class RelayTest : IAsyncLifetime
{
    private readonly List<TestPeer> _peers = [];

    protected RelayServer Relay { get; private set; } = null!;

    protected virtual RelayOptions Options { get; } = new() { Port = 0, CloseTimeout = TimeSpan.FromMilliseconds(300) };

    /// <summary>The relay's clock; the real one unless a test turns its own.</summary>
    protected virtual TimeProvider Time => TimeProvider.System;

    public async ValueTask InitializeAsync() => Relay = await RelayServer.StartAsync(Options, Time);

    public async ValueTask DisposeAsync()
    {
        foreach (TestPeer peer in _peers) await peer.DisposeAsync();
        await Relay.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected async Task<TestPeer> ConnectAsync(string path, string? origin = null)
    {
        TestPeer peer = await TestPeer.ConnectAsync(Relay, path, origin);
        _peers.Add(peer);
        return peer;
    }

    /// <summary>A source that has its welcome.</summary>
    protected async Task<(TestPeer Source, string Token)> SourceAsync(string path = "/source/main")
    {
        TestPeer source = await ConnectAsync(path);
        WelcomeControl welcome = await source.NextControlAsync<WelcomeControl>();
        return (source, welcome.Resume!);
    }

    /// <summary>A viewer that has its welcome.</summary>
    protected async Task<(TestPeer Viewer, WelcomeControl Welcome)> ViewerAsync(string path = "/stream/main")
    {
        TestPeer viewer = await ConnectAsync(path);
        return (viewer, await viewer.NextControlAsync<WelcomeControl>());
    }

    /// <summary>Reads pictures until the decoder holds the one of this seq.</summary>
    protected static async Task<int> DecodeUntilAsync(TestPeer viewer, PictureDecoder decoder, ushort seq)
    {
        for (int messages = 1; ; messages++)
        {
            Received picture = await viewer.NextAsync(message => message.Header.IsPicture);
            PictureOutcome outcome = decoder.Accept(picture.Header, picture.Body);
            // A large one may come in parts.
            if (outcome == PictureOutcome.Partial) continue;
            Assert.Equal(PictureOutcome.Applied, outcome);
            if (decoder.Seq == seq) return messages;
        }
    }

    protected static byte[] Signals(FrameType type, string json, ushort seq = 0) => TestPeer.Message(
        new MessageHeader(type, type == FrameType.SignalSync ? MessageFlags.Keyframe : MessageFlags.None) { Seq = seq },
        System.Text.Encoding.UTF8.GetBytes(json));
}
