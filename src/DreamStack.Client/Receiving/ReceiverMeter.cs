using DreamStack.Streaming.Wire.Ext;

namespace DreamStack.Client.Receiving;

/// <summary>Counts for one receiver; called from its reading and its sending threads.</summary>
internal sealed class ReceiverMeter
{
    private readonly Lock _gate = new();
    private readonly RateWindow _pictures;
    private readonly RateWindow _bytes;
    private readonly LatencyWindow _latency;
    private ReceiverStats _totals = new();
    private long _byteCount;
    private long _pictureCount;

    public ReceiverMeter(TimeProvider time)
    {
        _pictures = new RateWindow(time);
        _bytes = new RateWindow(time);
        _latency = new LatencyWindow(time);
        Metrics = new ReceiverMetrics(this, time);
    }

    public ReceiverMetrics Metrics { get; }

    public void Sent(uint input)
    {
        lock (_gate) _latency.Sent(input);
    }

    public void Message(int length)
    {
        lock (_gate)
        {
            _bytes.Add(length);
            _byteCount += length;
        }
    }

    public void Shown(in ExtBlock ext, uint? viewer)
    {
        lock (_gate)
        {
            _pictures.Add(1);
            _pictureCount++;
            foreach (ExtEntry entry in ext)
            {
                if (entry.Tag != ExtTag.CausedBy || !entry.TryReadCausedBy(out uint by, out uint input)) continue;
                if (by == viewer && _latency.Shown(input) is { } took) Metrics.Latency.Record((long)took.TotalMicroseconds);
            }
        }
    }

    public void RoundTrip(TimeSpan trip)
    {
        Metrics.RoundTrip.Record((long)trip.TotalMicroseconds);
        lock (_gate) _totals = _totals with { RoundTrip = trip };
    }

    public void Resync()
    {
        lock (_gate) _totals = _totals with { Resyncs = _totals.Resyncs + 1 };
    }

    public void Checked(bool equal)
    {
        lock (_gate) _totals = _totals with { Checked = _totals.Checked + 1, Diverged = _totals.Diverged + (equal ? 0 : 1) };
    }

    public void Skipped()
    {
        lock (_gate) _totals = _totals with { Skipped = _totals.Skipped + 1 };
    }

    public void Reconnected()
    {
        lock (_gate) _totals = _totals with { Reconnects = _totals.Reconnects + 1 };
    }

    public ReceiverStats Snapshot()
    {
        lock (_gate)
        {
            return _totals with
            {
                PicturesPerSecond = _pictures.PerSecond(),
                BytesPerSecond = _bytes.PerSecond(),
                LatencyP50 = _latency.Percentile(0.50),
                LatencyP99 = _latency.Percentile(0.99),
                Pictures = _pictureCount,
                Bytes = _byteCount,
            };
        }
    }
}
