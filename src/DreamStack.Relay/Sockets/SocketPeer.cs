using DreamStack.Relay.Framing;
using DreamStack.Relay.Telemetry;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.Sockets;

/// <summary>
/// One peer of a WebSocket, whatever its bytes travel on. Its link reads for it and writes for it, each one at a time. Whoever
/// wants it closed calls <see cref="Stop"/>; the first reason counts, and a peer that does not answer in time is cut.
/// </summary>
internal abstract class SocketPeer(ILink link, RelayContext relay, bool sendsInputs, PeerOrigin origin) : IDisposable
{
    private readonly Inbound _inbound = new(sendsInputs);
    // For whoever collects on this thread, empty in between.
    [ThreadStatic]
    private static List<SharedBuffer>? t_batch;
    private StallWatch _stall;
    private IPeerHome? _home;
    private Farewell? _farewell;
    private ITimer? _cut;
    private volatile SharedBuffer? _pong;
    private volatile bool _asksForPong;
    private volatile bool _asksRoundTrip;
    private ushort? _theirCode;
    private bool _saidGoodbye;

    /// <summary>The peer's number on this relay.</summary>
    public uint Id { get; } = relay.NextId();

    public PeerOrigin Origin { get; } = origin;

    public PeerCounters Counters { get; } = new(relay.Time);

    /// <summary>Why the connection ends; null while it goes on.</summary>
    public Closing? Closing => Volatile.Read(ref _farewell)?.Closing;

    /// <summary>What comes cannot be understood any more, not even a goodbye.</summary>
    public bool IsDeaf { get; private set; }

    /// <summary>Somebody who takes part, and not one who is only told why it may not.</summary>
    public virtual bool IsListed => true;

    protected RelayContext Relay { get; } = relay;

    /// <summary>What <c>/clients</c> says about this peer.</summary>
    public abstract PeerReport Report();

    /// <summary>Asks the peer for the time of a round trip; ends a connection that has fallen silent.</summary>
    public void Ping()
    {
        TimeSpan silence = Counters.Silence;
        TimeSpan patience = Relay.Options.KeepAlive;
        // One that never answered such a question may be a program of five lines: its WebSocket is asked, which always answers.
        bool answers = Counters.RttUs >= 0;
        if (silence >= (answers ? patience : 2 * patience))
        {
            Stop(Closing.Silent);
            return;
        }

        if (!answers && silence >= patience) _asksForPong = true;
        _asksRoundTrip = true;
        link.Wake.Set();
    }

    /// <summary>
    /// Ends a viewer's connection that takes nothing of what is sent, and samples what goes on; called a few times within the patience.
    /// </summary>
    public virtual void Look()
    {
        Counters.Sample();
        // A source that does not listen still sends: its silence is what counts.
        if (sendsInputs && _stall.IsStalled(link.IsBusy, Origin.Drain.Look(), Relay.Time, Relay.Options.StallTimeout)) Stop(Closing.Stalled);
    }

    /// <summary>Lets the link begin; the home hears when all is over.</summary>
    public void Run(IPeerHome home)
    {
        _home = home;
        link.Run(this);
    }

    /// <summary>For the link: the connection is gone, and nothing of it runs any more. Off the thread that serves others.</summary>
    public void Ended()
    {
        try
        {
            Leave();
        }
        catch (Exception error)
        {
            Relay.Log.ConnectionFailed(error);
        }
        finally
        {
            Dispose();
            _home?.Forget(this);
        }
    }

    /// <summary>Gives back what the connection held.</summary>
    public virtual void Dispose()
    {
        _cut?.Dispose();
        _inbound.Dispose();
        _farewell?.TakeLastWord()?.Release();
        Interlocked.Exchange(ref _pong, null)?.Release();
    }

    /// <summary>Ends the connection: a last message if there is one (its share is taken over), then the close frame.</summary>
    public void Stop(Closing closing, SharedBuffer? lastWord = null)
    {
        if (Interlocked.CompareExchange(ref _farewell, new Farewell(closing, lastWord), null) is not null)
        {
            lastWord?.Release();
            return;
        }

        _cut = Relay.Time.CreateTimer(
            static state => ((ILink)state!).Cut(), link, Relay.Options.CloseTimeout, Timeout.InfiniteTimeSpan);
        link.Wake.Set();
    }

    /// <summary>For the link: where the next bytes go.</summary>
    public Memory<byte> Free() => _inbound.Free();

    /// <summary>
    /// For the link: so many bytes came; with <paramref name="goesOn"/> more of the same go follow at once, or <see cref="EndReading"/>.
    /// </summary>
    public Reading Received(int count, bool goesOn = false)
    {
        Counters.Hear();
        _inbound.Advance(count);
        return Continue(goesOn);
    }

    /// <summary>For the link: what came in one go ends here, if it has not yet.</summary>
    public void EndReading() => EndTurn();

    /// <summary>For the link: goes on with what came, after a chore.</summary>
    public Reading Continue(bool goesOn = false)
    {
        Reading reading = Reading.More;
        bool spread = false;
        try
        {
            reading = Read();
        }
        catch (Exception error)
        {
            // What the relay itself gets wrong about a message ends the connection, with a goodbye, and nothing else.
            Relay.Log.ConnectionFailed(error);
            Refuse(Closing.RelayFailed);
        }
        finally
        {
            spread = !(goesOn && reading == Reading.More) && EndTurn();
        }

        return spread && reading == Reading.More ? Reading.Yield : reading;
    }

    /// <summary>For the link: the connection ended; an error when it broke.</summary>
    public void HangUp(string? error)
    {
        if (error is not null) Relay.Log.PeerLost(Id, error);
        Stop(Closing.PeerLost);
    }

    /// <summary>For the link: something in the relay failed while it served this connection.</summary>
    public void Fail(Exception error)
    {
        Relay.Log.ConnectionFailed(error);
        Stop(Closing.RelayFailed);
    }

    /// <summary>For the link: adds what is to be written next.</summary>
    public Produced Produce(Outgoing output, bool mayWork)
    {
        if (_pong is not null && Interlocked.Exchange(ref _pong, null) is { } pong) output.Add(pong, Opcode.Pong);
        if (_asksForPong && Interlocked.Exchange(ref _asksForPong, false)) output.Add(SharedBuffer.Rent(0), Opcode.Ping);
        // Made where it is sent: its time is right, and its buffer goes round on this thread.
        if (_asksRoundTrip && Interlocked.Exchange(ref _asksRoundTrip, false)) AskRoundTrip();
        if (Closing is null && Collect(output, mayWork) is { } produced) return produced;
        if (!_saidGoodbye) SayGoodbye(output);
        return output.IsEmpty ? Produced.Finished : Produced.Frames;
    }

    /// <summary>For the link: what <see cref="Reading.Chore"/> is about; while it runs, nothing is read.</summary>
    public virtual void RunChore()
    {
    }

    /// <summary>All that could be used of what came in one go has been accepted; true when others were given something to write.</summary>
    protected virtual bool EndTurn() => false;

    /// <summary>Ends what the peer took part in.</summary>
    protected virtual void Leave()
    {
    }

    /// <summary>Queues the question after the round trip.</summary>
    protected abstract void AskRoundTrip();

    /// <summary>Fills the batch with what is to be sent next, each with a share.</summary>
    protected abstract Produced Fill(List<SharedBuffer> batch, bool mayWork);

    /// <summary>The messages in the batch's first buffer, when <see cref="Fill"/> put a piece of several there; else 0.</summary>
    protected virtual int Packed => 0;

    /// <summary>Uses one message; a reason when the peer is to be closed for it, and whether it leaves a chore.</summary>
    protected abstract Closing? Accept(in MessageView message, out bool chore);

    /// <summary>The message being accepted as a shared buffer that the caller owns; at most once for each message.</summary>
    protected SharedBuffer Share(in MessageHeader header) => _inbound.TakeShared((int)header.MessageLength);

    /// <summary>Ends the connection for what the peer sent.</summary>
    protected void Refuse(Closing closing)
    {
        _inbound.Ignore();
        // A polite end and a fault of the relay are no breach of the protocol.
        if (Closing is null && closing.Code != CloseCode.Normal && closing != Closing.RelayFailed)
        {
            Relay.Counters.CountProtocolError();
            Relay.Log.PeerBroke(Id, Origin.Address, (int)closing.Code, closing.Reason);
        }

        Stop(closing);
    }

    private Reading Read()
    {
        if (IsDeaf)
        {
            _inbound.Drop();
            return Reading.More;
        }

        while (true)
        {
            switch (_inbound.Next(out MessageView message, out Opcode control, out ReadOnlySpan<byte> payload, out WireError error))
            {
                case InboundStep.NeedMore:
                    return Reading.More;
                case InboundStep.Message:
                    if (Take(message)) return Reading.Chore;
                    break;
                case InboundStep.Malformed:
                    Refuse(Closing.For(error, message.Header));
                    break;
                case InboundStep.BadFrame:
                    Refuse(Closing.For(_inbound.FrameError));
                    IsDeaf = true;
                    _inbound.Drop();
                    return Reading.More;
                default:
                    if (control == Opcode.Close)
                    {
                        _theirCode = CloseFrame.CodeOf(payload);
                        Stop(Closing.PeerLeft);
                        return Reading.Ended;
                    }

                    if (control == Opcode.Ping) Answer(payload);
                    break;
            }
        }
    }

    private bool Take(in MessageView message)
    {
        // After the end a peer is only listened to for its goodbye.
        if (Closing is not null)
        {
            _inbound.Ignore();
            return false;
        }

        MessageHeader header = message.Header;
        Relay.Counters.CountIn(header);
        Counters.CountIn(header.MessageLength);
        _inbound.Expect((int)header.MessageLength);
        if (Accept(message, out bool chore) is { } closing) Refuse(closing);
        else _inbound.Settle();
        return chore && Closing is null;
    }

    private void Answer(ReadOnlySpan<byte> payload)
    {
        // Of several questions only the newest needs an answer (RFC 6455, 5.5.3): a flood of them takes no memory.
        Interlocked.Exchange(ref _pong, SharedBuffer.Copy(payload))?.Release();
        link.Wake.Set();
    }

    // Null: the connection ends.
    private Produced? Collect(Outgoing output, bool mayWork)
    {
        List<SharedBuffer> batch = t_batch ??= [];
        try
        {
            Produced produced = Fill(batch, mayWork);
            long bytes = 0;
            int packed = Packed;
            for (int i = 0; i < batch.Count; i++)
            {
                bytes += batch[i].Length;
                // A piece of a burst counts its types once for all who get it.
                if (i > 0 || packed == 0) Relay.Counters.CountOut(!sendsInputs, batch[i]);
                output.Add(batch[i]);
            }

            if (batch.Count > 0) Counters.CountOut(batch.Count + Math.Max(0, packed - 1), bytes);
            batch.Clear();

            if (Closing is not null) return null;
            return output.IsEmpty || produced == Produced.LastFrames ? produced : Produced.Frames;
        }
        catch (Exception error)
        {
            foreach (SharedBuffer buffer in batch) buffer.Release();
            batch.Clear();
            Fail(error);
            return null;
        }
    }

    private void SayGoodbye(Outgoing output)
    {
        _saidGoodbye = true;
        Farewell farewell = Volatile.Read(ref _farewell)!;
        if (farewell.TakeLastWord() is { } word) output.Add(word);
        if (farewell.Closing == Closing.PeerLost) return;
        Span<byte> payload = stackalloc byte[FrameHeader.MaxControlLength];
        // A peer that went first gets its own code back, or none when it sent none (RFC 6455, 5.5.1).
        int length = farewell.Closing == Closing.PeerLeft
            ? CloseFrame.Echo(payload, _theirCode)
            : CloseFrame.Write(payload, (ushort)farewell.Closing.Code, farewell.Closing.Reason);
        output.Add(SharedBuffer.Copy(payload[..length]), Opcode.Close);
    }
}
