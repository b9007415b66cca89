using DreamStack.App.Hosting;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Ext;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Streaming.Wasm;

/// <summary>A demo app that runs here and is a source: the same source as a process runs.</summary>
internal sealed class RunningApp : IBrowserSource
{
    private readonly AppSource _source;

    public RunningApp(IApp app, int canvas, double framesPerSecond)
    {
        AppSourceOptions options = new() { FramesPerSecond = framesPerSecond };
        _source = new AppSource(app, new CanvasRenderer(canvas), TimeProvider.System, options);
    }

    public PinnedBytes Inbox { get; } = new();

    public PinnedBytes Outbox { get; } = new();

    public EventLog Events { get; } = new();

    public void Connected()
    {
        Outbox.Clear();
        _source.BeginConnection();
    }

    public void Disconnected() => _source.BeginConnection();

    public int Receive()
    {
        Events.Clear();
        if (_source.Receive(Inbox.Written, out WireError error) == ReadStatus.Done)
        {
            TellControls();
        }
        else
        {
            Events.AddText(EventKind.Invalid, default, error.Explain(default));
        }

        return Events.Count;
    }

    public int Pump()
    {
        TimeSpan wait = _source.Pump(Outbox);
        return wait == Timeout.InfiniteTimeSpan ? -1 : (int)Math.Ceiling(wait.TotalMilliseconds);
    }

    public void End(EndReason reason, string text) => _source.WriteEnd(reason, text, Outbox);

    // What the relay wants is for the page to see as well.
    private void TellControls()
    {
        ReadOnlySpan<byte> rest = Inbox.Written;
        while (MessageReader.TryRead(ref rest, out MessageView message, out _) == ReadStatus.Done)
        {
            bool control = message.Header is { IsInput: true, InputType: InputType.Control };
            if (control && ExtBlock.TrySplit(message.Header, message.Payload, out _, out ReadOnlySpan<byte> body))
            {
                Events.Add(EventKind.Control, message.Header, body);
            }
        }
    }
}
