using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Streaming.Flow;

/// <summary>The other side's clock as seen from here, by Ping answers: offset, drift, shortest round trip. Not thread-safe; allocates nothing.</summary>
/// <remarks>
/// Each answer says "my clock was T somewhere inside your round trip". The answers of the last <see cref="Capacity"/> are
/// fitted by a line, each weighted by how little its round trip exceeds the shortest, with a prior that drift is small.
/// </remarks>
public sealed class ClockEstimate
{
    /// <summary>Answers kept: two minutes at one every two seconds.</summary>
    public const int Capacity = 64;

    // Crystals stray by tens of parts in a million; clocks that are slewed by a few hundred.
    private const double DriftPrior = 100e-6;
    private const double NoiseFloorUs = 500;

    private readonly Answer[] _answers = new Answer[Capacity];
    private int _next;
    private long _firstLocalUs;
    private long _firstOffsetUs;
    private double _meanLocalUs;
    private double _meanOffsetUs;
    private double _drift;

    /// <summary>Answers the estimate stands on.</summary>
    public int Count { get; private set; }

    /// <summary>The shortest round trip among them, in microseconds; 0 before the first.</summary>
    public long RoundTripUs { get; private set; }

    /// <summary>How much faster the other clock runs, in parts in a million.</summary>
    public double DriftPpm => _drift * 1e6;

    /// <summary>Takes an answer that arrived at this local time; a question, and one from the future, are ignored.</summary>
    public void Add(in PingFrame answer, long localReceivedUs)
    {
        long sent = (long)answer.SenderUs;
        long trip = localReceivedUs - sent;
        if (answer.AnswererUs is not { } answerer || trip < 0) return;
        long middle = sent + (trip / 2);
        long offset = (long)answerer - middle;
        if (Count == 0) (_firstLocalUs, _firstOffsetUs) = (middle, offset);
        _answers[_next] = new Answer(middle - _firstLocalUs, offset - _firstOffsetUs, trip);
        _next = (_next + 1) % Capacity;
        Count = Math.Min(Count + 1, Capacity);
        Fit();
    }

    /// <summary>The other clock less the local one at a local time, in microseconds.</summary>
    public long OffsetUs(long localUs) =>
        _firstOffsetUs + (long)(_meanOffsetUs + (_drift * (localUs - _firstLocalUs - _meanLocalUs)));

    /// <summary>The other side's time at a local time.</summary>
    public long ToRemoteUs(long localUs) => localUs + OffsetUs(localUs);

    private void Fit()
    {
        ReadOnlySpan<Answer> answers = _answers.AsSpan(0, Count);
        long shortest = long.MaxValue;
        double trips = 0;
        foreach (Answer answer in answers)
        {
            shortest = Math.Min(shortest, answer.TripUs);
            trips += answer.TripUs;
        }

        RoundTripUs = shortest;
        // Where trips vary, the shortest is itself not free of waiting: no answer counts as better than a part of that.
        double doubt = NoiseFloorUs + (((trips / Count) - shortest) / 6);

        double weights = 0, local = 0, offset = 0;
        foreach (Answer answer in answers)
        {
            double weight = Weight(answer, shortest, doubt);
            weights += weight;
            local += weight * answer.LocalUs;
            offset += weight * answer.OffsetUs;
        }

        _meanLocalUs = local / weights;
        _meanOffsetUs = offset / weights;
        double square = 1 / (DriftPrior * DriftPrior), cross = 0;
        foreach (Answer answer in answers)
        {
            double weight = Weight(answer, shortest, doubt), away = answer.LocalUs - _meanLocalUs;
            square += weight * away * away;
            cross += weight * away * (answer.OffsetUs - _meanOffsetUs);
        }

        _drift = cross / square;
    }

    private static double Weight(in Answer answer, long shortest, double doubt)
    {
        double error = ((answer.TripUs - shortest) / 2.0) + doubt;
        return 1 / (error * error);
    }

    private readonly record struct Answer(long LocalUs, long OffsetUs, long TripUs);
}
