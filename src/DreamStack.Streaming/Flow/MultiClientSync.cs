using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Streaming.Flow;

/// <summary>When to show a picture so that every receiver of a stream shows the same one at once. Not thread-safe; allocates nothing.</summary>
/// <remarks>
/// Use, one for each stream received: send Pings with <see cref="LocalUs"/>, four a second for the first five seconds, then
/// one every two; give each answer to <see cref="Answered"/>, each picture's header timestamp to <see cref="Arrived"/>, and
/// show the picture after <see cref="WaitFor"/>. The fastest arrival less half the shortest round trip is the moment a
/// timestamp left the relay; adding the same <see cref="Delay"/> to it makes the receivers agree without a word between them.
/// Whoever coordinates them sets Delay to the largest <see cref="DelayNeeded"/>; the default covers 60 ms of way and jitter.
/// </remarks>
public sealed class MultiClientSync(TimeProvider time)
{
    private const int AnswersNeeded = 4;
    private const long WindowUs = 5_000_000;
    private const long JumpUs = 5_000_000;
    private readonly long _began = time.GetTimestamp();
    private readonly LatenessWindow _lateness = new();
    private WindowedMin _transit = new(WindowUs);
    private uint _timestamp;
    private long _timestampMs;

    /// <summary>The relay's clock as seen from here; its drift is the receiver's sync drift.</summary>
    public ClockEstimate Clock { get; } = new();

    /// <summary>Microseconds of the local clock: a Ping question's content.</summary>
    public long LocalUs => (long)time.GetElapsedTime(_began).TotalMicroseconds;

    /// <summary>From leaving the relay to being shown; the same at every receiver of the stream.</summary>
    public TimeSpan Delay { get; set; } = TimeSpan.FromMilliseconds(120);

    /// <summary>The delay with which 98 of 100 of the newest pictures would have been in time here.</summary>
    public TimeSpan DelayNeeded => TimeSpan.FromMicroseconds((Clock.RoundTripUs / 2) + (_lateness.NeededMs * 1000L));

    /// <summary>Enough is known to wait for a common moment; until then pictures are shown as they come.</summary>
    public bool IsSynced => Clock.Count >= AnswersNeeded && _transit.HasValue;

    /// <summary>Pictures that came after the moment they were to be shown.</summary>
    public long Late { get; private set; }

    /// <summary>A Ping answer arrived just now.</summary>
    public void Answered(in PingFrame answer) => Clock.Add(answer, LocalUs);

    /// <summary>A picture with this header timestamp arrived just now.</summary>
    public void Arrived(uint timestamp)
    {
        _timestampMs = Unwrap(timestamp);
        _timestamp = timestamp;
        long now = LocalUs;
        long transit = now - (_timestampMs * 1000);
        // Another source, or one that began anew, counts from another moment.
        if (_transit.HasValue && Math.Abs(transit - _transit.Value) > JumpUs)
        {
            _transit.Reset(transit, now);
            _lateness.Clear();
        }

        _transit.Add(transit, now);
        _lateness.Add((int)((transit - _transit.Value + 999) / 1000));
    }

    /// <summary>How long until the picture with this timestamp is to be shown; zero when that is now or was before.</summary>
    public TimeSpan WaitFor(uint timestamp)
    {
        if (!IsSynced) return TimeSpan.Zero;
        long left = _transit.Value - (Clock.RoundTripUs / 2);
        long waitUs = left + (Unwrap(timestamp) * 1000) + (long)Delay.TotalMicroseconds - LocalUs;
        if (waitUs >= 0) return TimeSpan.FromMicroseconds(waitUs);
        Late++;
        return TimeSpan.Zero;
    }

    private long Unwrap(uint timestamp) => _timestampMs + (int)(timestamp - _timestamp);
}
