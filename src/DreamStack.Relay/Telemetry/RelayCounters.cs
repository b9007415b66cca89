using DreamStack.Relay.FanOut;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Flow.Metrics;
using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.Telemetry;

/// <summary>What the whole relay has counted since it started; written by walkers, read by whoever asks.</summary>
internal sealed class RelayCounters
{
    // What closes carry besides this protocol's own codes (RFC 6455, 7.4); 1006 is a connection that ended without a goodbye.
    private static readonly (int Code, string Reason)[] s_commonCloses =
        [(1002, "ProtocolError"), (1003, "InvalidType"), (1006, "Lost"), (1007, "InvalidPayload"), (1009, "MessageTooBig"), (1011, "RelayFailed"), (0, "Other")];

    private readonly Dictionary<int, MetricCounter> _closes = [];
    private readonly MetricCounter _protocolErrors;
    private readonly MetricCounter _refused;
    private readonly MetricCounter _checks;
    private readonly MetricCounter _divergences;
    private readonly MetricCounter _resyncs;
    private readonly MetricCounter _droppedInputs;
    private readonly MetricCounter _catchUps;
    private readonly MetricCounter _catchUpBytes;
    private readonly MetricCounter _pictures;
    private readonly MetricCounter _rawBytes;
    private readonly MetricCounter _unchanged;
    private readonly MetricCounter _dedupBytes;
    private readonly MetricCounter _sources;
    private readonly MetricCounter _viewers;
    private readonly LogHistogram _roundTrips;
    private readonly LogHistogram _reactions;
    private long _coalesced;
    private long _coalescedBytes;
    private long _dropped;

    public RelayCounters(TimeProvider time)
    {
        Kept = new MetricSet(time);
        _protocolErrors = Kept.Counter("protocol_errors_total", "Peers closed for breaking the protocol.");
        _refused = Kept.Counter("refused_total", "Connections refused.");
        _checks = Kept.Counter("picture_checks_total", "Pictures compared with their source's hash.");
        _divergences = Kept.Counter("picture_divergences_total", "Compared pictures that were not the source's.");
        _resyncs = Kept.Counter("resyncs_total", "Whole pictures asked of a source because a delta had no base.");
        _droppedInputs = Kept.Counter("dropped_inputs_total", "Inputs dropped because a source was too slow.");
        _catchUps = Kept.Counter("catch_ups_total", "Pictures made for viewers that joined, fell behind or asked for a whole one.");
        _catchUpBytes = Kept.Counter("catch_up_bytes_total", "Bytes of those pictures.");
        _pictures = Kept.Counter("pictures_received_total", "Pictures that sources sent.");
        _rawBytes = Kept.Counter("picture_raw_bytes_total", "Bytes that the pictures of sources would have uncoded.");
        _unchanged = Kept.Counter("unchanged_pictures_total", "Pictures of sources in which nothing changed.");
        _dedupBytes = Kept.Counter("dedup_saved_bytes_total", "Bytes that pictures in which nothing changed did not take, against uncoded ones.");
        const string opened = "connections_total";
        const string openedHelp = "Sources and viewers that were let in.";
        _sources = Kept.Counter(opened, openedHelp, new MetricLabel("role", "source"));
        _viewers = Kept.Counter(opened, openedHelp, new MetricLabel("role", "viewer"));
        foreach ((int code, string reason) in Enum.GetValues<CloseCode>().Select(code => ((int)code, Enum.GetName(code)!)).Concat(s_commonCloses))
        {
            _closes[code] = Kept.Counter("closes_total", "Connections that ended, by close code.",
                new MetricLabel("code", $"{code}"), new MetricLabel("reason", reason));
        }

        _roundTrips = Kept.Summary("round_trip_microseconds", "Round trips between the relay and its viewers.");
        _reactions = Kept.Summary("input_to_picture_microseconds", "From an input's passing the relay to the first picture that shows its effect.");
    }

    /// <summary>The figures that are kept by themselves; others are read off when somebody asks.</summary>
    public MetricSet Kept { get; }

    public TypeTally FramesIn { get; } = new();

    public TypeTally InputsIn { get; } = new();

    public TypeTally FramesOut { get; } = new();

    public TypeTally InputsOut { get; } = new();

    /// <summary>Of the Compressed frames received, by what is inside them.</summary>
    public TypeTally WrappedIn { get; } = new();

    /// <summary>Of the Compressed frames sent, by what is inside them.</summary>
    public TypeTally WrappedOut { get; } = new();

    /// <summary>Coalesced by viewers that have left; the present ones count for themselves.</summary>
    public long CoalescedByGone => Interlocked.Read(ref _coalesced);

    /// <summary>As <see cref="CoalescedByGone"/>, for bytes.</summary>
    public long CoalescedBytesByGone => Interlocked.Read(ref _coalescedBytes);

    /// <summary>As <see cref="CoalescedByGone"/>, for drops.</summary>
    public long DroppedByGone => Interlocked.Read(ref _dropped);

    public void CountIn(in MessageHeader header) =>
        (header.IsInput ? InputsIn : FramesIn).Count(header.Type, 1, header.MessageLength);

    /// <summary>Counts a Compressed frame of a source by what is inside it.</summary>
    public void CountWrappedIn(in MessageHeader inside, long bytes) => WrappedIn.Count(inside.Type, 1, bytes);

    /// <summary>Counts a message that leaves, so many times.</summary>
    public void CountOut(bool isInput, SharedBuffer message, long times = 1)
    {
        ReadOnlySpan<byte> bytes = message.Span;
        if (bytes.IsEmpty) return;
        (isInput ? InputsOut : FramesOut).Count(bytes[0], times, times * bytes.Length);
        bool wrapped = !isInput && bytes[0] == (byte)FrameType.Compressed;
        if (!wrapped || !MessageHeader.TryRead(bytes, out MessageHeader header)) return;
        MessageHeader inside = Lanes.Inside(header, bytes[MessageHeader.Size..]);
        if (inside.Type != header.Type) WrappedOut.Count(inside.Type, times, times * bytes.Length);
    }

    public void CountProtocolError() => _protocolErrors.Add();

    public void CountResync() => _resyncs.Add();

    public void CountCheck(bool same)
    {
        _checks.Add();
        if (!same) _divergences.Add();
    }

    public void CountRefused() => _refused.Add();

    public void CountDroppedInput() => _droppedInputs.Add();

    public void CountCatchUp(long bytes)
    {
        _catchUps.Add();
        _catchUpBytes.Add(bytes);
    }

    /// <summary>Counts a source's picture of so many bytes, which would take so many uncoded.</summary>
    public void CountPicture(long bytes, long raw, bool changed)
    {
        _pictures.Add();
        _rawBytes.Add(raw);
        if (changed) return;
        _unchanged.Add();
        _dedupBytes.Add(Math.Max(0, raw - bytes));
    }

    public void CountOpened(bool source) => (source ? _sources : _viewers).Add();

    public void CountClosed(int code) => (_closes.GetValueOrDefault(code) ?? _closes[0]).Add();

    public void CountRoundTrip(long us) => _roundTrips.Record(us);

    public void CountReaction(TimeSpan passed) => _reactions.Record(passed.Ticks / TimeSpan.TicksPerMicrosecond);

    public void CountGone(Outbox outbox)
    {
        Interlocked.Add(ref _coalesced, outbox.Coalesced);
        Interlocked.Add(ref _coalescedBytes, outbox.CoalescedBytes);
        Interlocked.Add(ref _dropped, outbox.Dropped);
    }
}
