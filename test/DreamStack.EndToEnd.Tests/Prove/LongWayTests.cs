using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using DreamStack.Cli.Prove.Network;
using DreamStack.Cli.Prove.Stage;
using DreamStack.Relay;
using DreamStack.Streaming.Pictures;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Ext;
using DreamStack.Streaming.Wire.Frames;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Prove;

/// <summary>A joiner at the end of a real long way; where it cannot be made, the test is skipped and says why.</summary>
public sealed class LongWayTests
{
    private const int Width = 1280;
    private const int Height = 720;
    private static readonly TimeSpan s_between = TimeSpan.FromMilliseconds(20);
    private static readonly CancellationToken s_cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_first_picture_comes_in_parts_and_answers_come_between_them()
    {
        string? missing = NetworkNeeds.MissingForDistance();
        Assert.SkipWhen(missing is not null, missing ?? "");
        using NetworkNamespace far = NetworkNamespace.Create("far");
        using WideAreaLink way = new(far, new Distance { Loss = 0 });
        await using RelayServer relay = await RelayServer.StartAsync(new RelayOptions { Port = 0, Listen = IPAddress.Any });
        await using ProofSource source = new(
            new Uri($"ws://127.0.0.1:{relay.Address.Port}"), "main", new MovingPicture(Width, Height, 2000, 51), perSecond: 30, TimeProvider.System);
        await source.StartAsync(s_cancel);
        await source.UntilAsync(1, s_cancel);

        using ClientWebSocket joiner = new();
        using SocketsHttpHandler through = new() { ConnectCallback = (_, cancel) => ConnectAsync(far, new IPEndPoint(way.Here, relay.Address.Port), cancel) };
        using HttpMessageInvoker invoker = new(through);
        await joiner.ConnectAsync(new Uri($"ws://{way.Here}:{relay.Address.Port}/stream/main?mode=delta"), invoker, s_cancel);
        using CancellationTokenSource seen = CancellationTokenSource.CreateLinkedTokenSource(s_cancel);
        Task asking = AskAsync(joiner, seen.Token);
        List<MessageHeader> came = await UntilWholeAsync(joiner);
        await seen.CancelAsync();
        await asking;

        int first = came.FindIndex(header => (header.Flags & MessageFlags.Part) != 0);
        Assert.True(first >= 0, $"The picture came whole: {string.Join(", ", came.Select(header => header.FrameType))}.");
        Assert.True(came.Count(header => (header.Flags & MessageFlags.Part) != 0) >= 3);
        Assert.Contains(came.Skip(first), header => header.FrameType == FrameType.Ping);
    }

    private static async ValueTask<Stream> ConnectAsync(NetworkNamespace far, IPEndPoint relay, CancellationToken cancel)
    {
        Socket socket = far.Run(() => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
        await socket.ConnectAsync(relay, cancel);
        return new NetworkStream(socket, ownsSocket: true);
    }

    // Asks the relay's clock again and again, and acknowledges nothing.
    private static async Task AskAsync(ClientWebSocket joiner, CancellationToken seen)
    {
        ArrayBufferWriter<byte> message = new();
        byte[] body = new byte[PingFrame.QuestionSize];
        new PingFrame(1).Write(body);
        MessageWriter.Write(message, new MessageHeader(InputType.Ping), body);
        using PeriodicTimer pace = new(s_between);
        try
        {
            while (await pace.WaitForNextTickAsync(seen)) await joiner.SendAsync(message.WrittenMemory, WebSocketMessageType.Binary, endOfMessage: true, s_cancel);
        }
        catch (OperationCanceledException)
        {
            // The picture is there.
        }
    }

    // What came, up to the last part of the first picture.
    private static async Task<List<MessageHeader>> UntilWholeAsync(ClientWebSocket joiner)
    {
        List<MessageHeader> came = [];
        PictureDecoder picture = new();
        byte[] buffer = new byte[8 * 1024 * 1024];
        while (true)
        {
            int length = 0;
            ValueWebSocketReceiveResult got;
            do
            {
                got = await joiner.ReceiveAsync(buffer.AsMemory(length), s_cancel);
                length += got.Count;
            }
            while (!got.EndOfMessage);
            if (Read(buffer.AsSpan(0, length), picture, came)) return came;
        }
    }

    private static bool Read(ReadOnlySpan<byte> bytes, PictureDecoder picture, List<MessageHeader> came)
    {
        while (MessageReader.TryRead(ref bytes, out MessageView message, out _) == ReadStatus.Done)
        {
            came.Add(message.Header);
            if (message.Header.FrameType != FrameType.DeltaPixels) continue;
            Assert.True(ExtBlock.TrySplit(message.Header, message.Payload, out _, out ReadOnlySpan<byte> body));
            PictureOutcome outcome = picture.Accept(message.Header, body);
            if (outcome == PictureOutcome.Applied) return true;
            Assert.Equal(PictureOutcome.Partial, outcome);
        }

        return false;
    }
}
