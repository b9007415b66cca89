namespace DreamStack.Streaming.Flow;

/// <summary>How fast one viewer takes what it is sent, and how much more may be sent now. Not thread-safe; warm, it allocates nothing.</summary>
/// <remarks>
/// Use: report every picture with <see cref="Sent"/> and every Ack with <see cref="Acknowledged"/>; report every write with
/// <see cref="Wrote"/> and what left with <see cref="Drained"/>, where the system tells. Send a picture while <see cref="IsOpen"/>;
/// one larger than <see cref="Room"/> goes in parts. The Acks of a viewer that sends them decide, because they count what waits
/// in the network and in the browser too; for any other what the system says of its socket; without either all may go.
/// </remarks>
public sealed class RateEstimate
{
    /// <summary>How much of a viewer's own rate may lie unsent, in milliseconds.</summary>
    public const int MaxUnsentMs = 250;

    /// <summary>Bytes that may lie unsent whatever the rate: one packet, or a frozen viewer could never show that it thawed.</summary>
    public const int MinRoom = 1_400;

    private readonly TimeProvider _time;
    private readonly long _initial;
    private readonly long _maximum;
    // Both from their first use on: a viewer that only follows signals needs neither.
    private AckWindow? _window;
    private DrainRate? _drain;
    private long _lastBytes;

    /// <summary>An estimate that starts at <paramref name="initial"/> bytes a second and never leaves <paramref name="maximum"/>.</summary>
    public RateEstimate(TimeProvider time, long initial = 128_000, long maximum = 2_000_000_000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(initial, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximum, initial);
        _time = time;
        _initial = initial;
        _maximum = maximum;
    }

    private AckWindow Window => _window ??= new AckWindow(_time);

    /// <summary>The viewer acknowledges what it gets.</summary>
    public bool Acknowledges => _window is { Acknowledges: true };

    /// <summary>Bytes of pictures sent and not acknowledged; 0 for a viewer that never does.</summary>
    public long InFlight => _window?.InFlight ?? 0;

    /// <summary>How long no answer has come although one is due; null for a viewer that never acknowledges.</summary>
    public TimeSpan? SinceAck => _window?.SinceAck;

    /// <summary>Bytes written that the system still holds; where it does not tell, those not acknowledged.</summary>
    public long Unsent => _drain?.Unsent ?? InFlight;

    /// <summary>A rate was measured; before that <see cref="BytesPerSecond"/> is a guess.</summary>
    public bool IsMeasured => Acknowledges ? _window!.BytesPerSecond > 0 : _drain is not null;

    /// <summary>Bytes a second that the viewer takes.</summary>
    public long BytesPerSecond => Acknowledges && _window!.BytesPerSecond is > 0 and var rate
        ? Math.Max(1, (long)rate)
        : _drain?.BytesPerSecond ?? _initial;

    /// <summary>As <see cref="BytesPerSecond"/>, from the last moments alone: what is left of a rate that has just fallen.</summary>
    public long NewestBytesPerSecond => _drain is null ? BytesPerSecond : Math.Min(BytesPerSecond, _drain.BytesPerSecond);

    // What the socket took while something lay there; a viewer that is sent little acknowledges little.
    internal long LineBytesPerSecond => Math.Max(_drain?.BytesPerSecond ?? 0, BytesPerSecond);

    /// <summary>Bytes that may be written now so that what lies unsent stays within 250 ms of the rate.</summary>
    public long Room => Math.Max(0, Math.Max(MinRoom, BytesPerSecond * MaxUnsentMs / 1000) - Unsent);

    /// <summary>A picture about as large as the last one may go now; one may always go when nothing is on its way.</summary>
    public bool IsOpen => Acknowledges
        ? _window!.IsOpen
        : _drain is null || _drain.Unsent == 0 || Room >= Math.Clamp(BytesPerSecond * MaxUnsentMs / 1000, 1, Math.Max(1, _lastBytes));

    /// <summary>The viewer does not keep up: what is left out now is left out for its link's sake.</summary>
    public bool IsFull => Acknowledges ? _window!.IsFull : !IsOpen;

    /// <summary>How long nothing has drained although something lay there; zero when nothing does. A relay closes at 2 s.</summary>
    public TimeSpan StalledFor => _drain?.StalledFor ?? TimeSpan.Zero;

    /// <summary>A picture leaves for the viewer.</summary>
    public void Sent(ushort seq, int bytes)
    {
        _lastBytes = bytes;
        Window.Send(seq, bytes);
    }

    /// <summary>The viewer has decoded everything up to this seq.</summary>
    public void Acknowledged(ushort seq) => Window.Acknowledge(seq);

    /// <summary>More is about to be sent: what the viewer can take is found out anew.</summary>
    public void Widen() => _window?.Widen();

    /// <summary>The next picture waits until none is on its way: its time is the way's own.</summary>
    public void Probe() => _window?.Probe();

    /// <summary>The source counts anew, or what was sent is void: Acks of it mean nothing any more.</summary>
    public void Clear() => _window?.Clear();

    /// <summary>The system says how long a packet's round trip takes at least: what an Ack takes longer is the picture's own sending.</summary>
    public void SetTrip(TimeSpan least) => _window?.SetTrip(least);

    /// <summary>Bytes were handed to the socket; before the first <see cref="Drained"/> nobody asks for them.</summary>
    public void Wrote(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        _drain?.Wrote(bytes);
    }

    /// <summary>Bytes left the socket; more than lay there counts as all of it.</summary>
    public void Drained(long bytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bytes);
        _drain ??= new DrainRate(_time, _initial, _maximum);
        _drain.Drained(bytes);
    }
}
