using DreamStack.Relay.FanOut;
using DreamStack.Relay.Sources;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;

namespace DreamStack.Relay.Streams;

// The world that viewers run themselves: the last whole one and the steps after it, as they came.
internal sealed partial class RelayStream
{
    // Who joins runs through all of them at once: about two seconds of 30 messages each.
    private const int MaxReplay = 60;
    private const byte WorldContact = 3;
    private readonly PictureStore _world;
    private long? _worldAskedAt;

    private void TakeWorld(Outbox outbox, List<SharedBuffer> batch)
    {
        lock (_gate)
        {
            // The steps since then would take longer to run than a new one takes to come.
            if (_world.Deltas > MaxReplay && AskForWorld()) _world.Drop();
        }

        _world.TryTake(outbox, batch);
    }

    // At most once a second, however many come: until then they get the last one and its steps.
    private bool AskForWorld()
    {
        if (_source is null || (_worldAskedAt is { } at && _relay.Time.GetElapsedTime(at) < KeyframePause)) return false;
        _worldAskedAt = _relay.Time.GetTimestamp();
        _source.Inputs.Offer(new QueuedInput(
            0, InputType.Control, WorldContact, RelayMessages.ControlInput(new SnapshotControl(), _relay.NowMs)));
        return true;
    }
}
