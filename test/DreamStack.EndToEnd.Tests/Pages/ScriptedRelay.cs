using System.Buffers;
using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using DreamStack.App.Demos.Springs;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;
using DreamStack.Streaming.Wire.Ext;

namespace DreamStack.EndToEnd.Tests.Pages;

/// <summary>A relay's side of one stream that says what a test tells it to, and keeps what the receiver said.</summary>
internal sealed class ScriptedRelay
{
    private readonly Originator _originator = new(TimeProvider.System);
    private readonly ConcurrentQueue<string> _controls = new();
    private readonly ConcurrentQueue<InputType> _inputs = new();
    private readonly TaskCompletionSource<WebSocket> _socket = new();

    /// <summary>Control objects that came, in order.</summary>
    public IReadOnlyCollection<string> Controls => _controls;

    /// <summary>How many inputs of a type came.</summary>
    public int Count(InputType type) => _inputs.Count(input => input == type);

    /// <summary>Answers a receiver: it is welcome, and the springs run.</summary>
    public async Task AnswerAsync(WebSocket socket)
    {
        StreamMode[] modes = [StreamMode.Pixel, StreamMode.Delta, StreamMode.Signal];
        SourceControl source = new(Present: true, SpringsApp.AppName, modes, AwayMs: 0);
        await SayAsync(socket, FrameType.Control, new WelcomeControl("scripted", 7, StreamMode.Delta, source, Resume: null).ToJson());
        _socket.TrySetResult(socket);
        byte[] buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                ValueWebSocketReceiveResult received = await socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close) return;
                Note(buffer.AsSpan(0, received.Count));
            }
        }
        catch (WebSocketException)
        {
            // The page went away.
        }
    }

    /// <summary>Says a control object as it is.</summary>
    public async Task SayAsync(string json) => await SayAsync(await _socket.Task, FrameType.Control, Encoding.UTF8.GetBytes(json));

    /// <summary>Sends the springs at rest as signals.</summary>
    public async Task SaySignalsAsync()
    {
        ArrayBufferWriter<byte> state = new();
        new SpringsApp().State.WriteSync(state);
        await SayAsync(await _socket.Task, FrameType.SignalSync, state.WrittenMemory.ToArray(), MessageFlags.Keyframe);
    }

    private Task SayAsync(WebSocket socket, FrameType type, byte[] body, MessageFlags flags = MessageFlags.None)
    {
        ArrayBufferWriter<byte> message = new();
        MessageWriter.Write(message, _originator.Stamp(new MessageHeader(type, flags)), body);
        return socket.SendAsync(message.WrittenMemory, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None).AsTask();
    }

    private void Note(ReadOnlySpan<byte> bytes)
    {
        while (MessageReader.TryRead(ref bytes, out MessageView message, out _) == ReadStatus.Done)
        {
            _inputs.Enqueue(message.Header.InputType);
            ExtBlock.TrySplit(message.Header, message.Payload, out _, out ReadOnlySpan<byte> body);
            if (message.Header.InputType == InputType.Control) _controls.Enqueue(Encoding.UTF8.GetString(body));
        }
    }
}
