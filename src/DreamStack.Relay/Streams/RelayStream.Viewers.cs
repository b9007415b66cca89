using DreamStack.Relay.FanOut;
using DreamStack.Relay.Sources;
using DreamStack.Relay.Viewers;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;
using DreamStack.Streaming.Wire.Ext;

namespace DreamStack.Relay.Streams;

// How viewers come and go, what they want, and what they send.
internal sealed partial class RelayStream
{
    /// <summary>Lets a viewer in; false when the stream is full. Its first messages are queued before any live one.</summary>
    public bool Join(IViewer viewer)
    {
        lock (_gate)
        {
            if (_viewers.Count >= _relay.Options.MaxViewersPerStream) return false;
            WelcomeControl welcome = new(Name, viewer.Id, viewer.Outbox.Wish, SourceState(), null);
            SharedBuffer message = RelayMessages.ControlFrame(welcome, _relay.NowMs);
            viewer.Outbox.Offer(Lane.Control, new MessageHeader(FrameType.Control), message);
            message.Release();

            viewer.Outbox.AllowSignals(_info.Modes.Contains(StreamMode.Signal));
            viewer.Outbox.ExpectState(_toldState);
            _viewers.Add(viewer);
            bool driverChanged = !viewer.IsThumbnail && _seat.Join(viewer.Id);
            if (!viewer.IsThumbnail) BroadcastWatchers();
            else Tell(viewer, StateSlot.Watchers, new WatchersControl(CountWatchers()));
            if (driverChanged) Broadcast(StateSlot.Driver, new DriverControl(_seat.Driver));
            else Tell(viewer, StateSlot.Driver, new DriverControl(_seat.Driver));
            Tell(viewer, StateSlot.Quality, viewer.Outbox.Quality);
            UpdateDemand();
            return true;
        }
    }

    /// <summary>Lets a viewer go.</summary>
    public void Leave(IViewer viewer)
    {
        lock (_gate)
        {
            if (!_viewers.Remove(viewer)) return;
            if (_seat.Leave(viewer.Id)) Broadcast(StateSlot.Driver, new DriverControl(_seat.Driver));
            if (!viewer.IsThumbnail) BroadcastWatchers();
            UpdateDemand();
        }

        Emptied?.Invoke(this);
    }

    /// <summary>Serves a viewer in another mode from now on.</summary>
    public void SwitchMode(IViewer viewer, StreamMode mode)
    {
        lock (_gate)
        {
            viewer.Outbox.Switch(mode);
            UpdateDemand();
        }
    }

    /// <summary>Tells a viewer how it is served from now on, and the source if that changes what is wanted of it.</summary>
    public void TellQuality(IViewer viewer)
    {
        lock (_gate)
        {
            Tell(viewer, StateSlot.Quality, viewer.Outbox.Quality);
            UpdateDemand();
        }
    }

    /// <summary>A viewer has no picture from what it got: it gets one that the relay has decoded itself.</summary>
    public void RestartPictures(IViewer viewer)
    {
        lock (_gate)
        {
            _picture.Doubt();
            viewer.Outbox.RestartPictures();
        }
    }

    /// <summary>Turns a viewer's sound on or off.</summary>
    public void SwitchAudio(IViewer viewer, bool on)
    {
        lock (_gate)
        {
            viewer.Outbox.SwitchAudio(on);
            UpdateDemand();
        }
    }

    /// <summary>Routes a viewer's input to the source; false when it was lost because the source is too slow.</summary>
    public bool Input(IViewer viewer, in MessageHeader header, in ExtBlock ext, ReadOnlySpan<byte> body)
    {
        lock (_gate)
        {
            InputType type = header.InputType;
            bool press = type is InputType.PointerDown or InputType.KeyDown or InputType.Touch;
            if (press && _seat.Press(viewer.Id)) Broadcast(StateSlot.Driver, new DriverControl(_seat.Driver));
            if (type == InputType.Resize && _seat.Driver != viewer.Id) return true;
            if (_source is null) return true;

            _inputs.Note(viewer.Id, ext);
            byte contact = type is InputType.Touch or InputType.GamepadAxis && body.Length > 0 ? body[0] : (byte)0;
            SharedBuffer signed = InputGate.Sign(header, ext, body, viewer.Id);
            return _source.Inputs.Offer(new QueuedInput(viewer.Id, type, contact, signed));
        }
    }

    private int CountWatchers()
    {
        int watchers = 0;
        foreach (IViewer viewer in _viewers) watchers += viewer.IsThumbnail ? 0 : 1;
        return watchers;
    }

    private void BroadcastWatchers() => Broadcast(StateSlot.Watchers, new WatchersControl(CountWatchers()));

    private void Tell(IViewer viewer, StateSlot slot, ControlMessage control) =>
        viewer.Outbox.Put(slot, RelayMessages.ControlFrame(control, _relay.NowMs));
}
