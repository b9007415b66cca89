using DreamStack.Relay.FanOut;
using DreamStack.Relay.Sockets;
using DreamStack.Relay.Sources;
using DreamStack.Relay.Telemetry;
using DreamStack.Relay.Viewers;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;

namespace DreamStack.Relay.Streams;

// How a source comes, goes and comes back.
internal sealed partial class RelayStream
{
    private const byte WelcomeContact = 1;
    private const byte DemandContact = 2;
    private DemandControl? _demand;

    /// <summary>Gives a source the stream; refused when another one has it.</summary>
    public SourceClaim Attach(ISource source, string? token)
    {
        SourceClaim claim;
        object? displaced;
        lock (_gate)
        {
            claim = _slot.Claim(source, token, out string newToken, out displaced);
            if (claim == SourceClaim.Refused) return claim;
            _grace?.Dispose();
            _grace = null;
            if (claim == SourceClaim.Begun) ForgetContent();
            // It may count from the start again: what is on its way belongs to the count before.
            else foreach (IViewer viewer in _viewers) viewer.Outbox.ForgetInFlight();
            _source = source;
            _info = source.Info;
            _demand = null;
            _askedAt = null;
            WelcomeControl welcome = new(Name, null, null, null, newToken);
            source.Inputs.Offer(new QueuedInput(
                0, InputType.Control, WelcomeContact, RelayMessages.ControlInput(welcome, _relay.NowMs)));
            UpdateDemand();
            bool hasSignals = _info.Modes.Contains(StreamMode.Signal);
            foreach (IViewer viewer in _viewers)
            {
                viewer.Outbox.ForgetEnd();
                viewer.Outbox.AllowSignals(hasSignals);
            }

            Broadcast(StateSlot.Source, SourceState());
        }

        (displaced as ISource)?.Stop(new Closing(CloseCode.StreamTaken, "The source has come back on another connection."));
        return claim;
    }

    /// <summary>Why a source was refused and what it can do, for a person.</summary>
    public string WhyTaken()
    {
        lock (_gate)
        {
            double seconds = Math.Ceiling(_slot.GraceLeft.TotalSeconds);
            return seconds > 0
                ? $"Stream {Name} is kept for its source for {seconds:0} s more; wait or choose another name."
                : $"Stream {Name} has a source already; choose another name or stop it first.";
        }
    }

    /// <summary>A source's connection is gone; for good when it said so, else its place is kept for a while.</summary>
    public void Detach(ISource source, bool forGood)
    {
        lock (_gate)
        {
            if (!_slot.Leave(source, forGood)) return;
            _source = null;
            Broadcast(StateSlot.Source, SourceState());
            if (!forGood)
            {
                _grace = _relay.Time.CreateTimer(
                    static state => ((RelayStream)state!).EndGrace(), this, _relay.Options.Grace, Timeout.InfiniteTimeSpan);
            }
        }

        Emptied?.Invoke(this);
    }

    private void EndGrace()
    {
        lock (_gate)
        {
            if (_slot.IsPresent) return;
            _slot.Expire();
            ForgetContent();
        }

        _relay.Log.GraceOver(Name);
        Emptied?.Invoke(this);
    }

    private void ForgetContent()
    {
        _seqs = default;
        _picture.Drop();
        _picture.MarkFresh();
        _world.Drop();
        _signals.Drop();
        foreach (IViewer viewer in _viewers) viewer.Outbox.Restart();
    }

    private SourceControl SourceState() =>
        new(_slot.IsPresent, _info.App, _info.Modes, (long)_slot.Away.TotalMilliseconds);

    private void UpdateDemand()
    {
        _compresses = _viewers.Exists(static viewer => viewer.Outbox.WantsCompressed);
        if (_source is null) return;
        bool pictures = false;
        bool audio = false;
        bool world = false;
        foreach (IViewer viewer in _viewers)
        {
            pictures |= viewer.Outbox.WantsPictures;
            audio |= viewer.Outbox.WantsAudio;
            world |= viewer.Outbox.WantsWorld;
        }

        DemandControl demand = new(pictures, audio, CountWatchers(), world);
        if (demand == _demand) return;
        // A source that is back goes on undrawn when nobody watches, whoever watched before it was lost.
        bool wasShown = _demand?.Pictures ?? _picture.IsHeld;
        if (wasShown && !pictures) _picture.MarkStale();
        // Nobody keeps it going: who comes later gets one that begins with the demand.
        if (!world) _world.Drop();
        _demand = demand;
        _source.Inputs.Offer(new QueuedInput(
            0, InputType.Control, DemandContact, RelayMessages.ControlInput(demand, _relay.NowMs)));
    }

    private void Broadcast(StateSlot slot, ControlMessage control)
    {
        if (_viewers.Count == 0) return;
        SharedBuffer message = RelayMessages.ControlFrame(control, _relay.NowMs);
        foreach (IViewer viewer in _viewers) viewer.Outbox.Put(slot, message.Retain());
        message.Release();
    }
}
