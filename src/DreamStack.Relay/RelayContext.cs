using DreamStack.Relay.Telemetry;
using Microsoft.Extensions.Logging;

namespace DreamStack.Relay;

/// <summary>What every part of one relay shares: its options, its clock, its counters, its log.</summary>
internal sealed class RelayContext(RelayOptions options, TimeProvider time, ILoggerFactory logs)
{
    private readonly long _began = time.GetTimestamp();
    private uint _newestId;

    public RelayOptions Options { get; } = options;

    public TimeProvider Time { get; } = time;

    public RelayCounters Counters { get; } = new(time);

    public ILogger Log { get; } = logs.CreateLogger("DreamStack.Relay");

    /// <summary>Milliseconds since the relay started, for the messages it makes itself.</summary>
    public uint NowMs => (uint)(long)Time.GetElapsedTime(_began).TotalMilliseconds;

    /// <summary>Microseconds since the relay started, for round trips.</summary>
    public ulong NowUs => (ulong)(Time.GetElapsedTime(_began).Ticks / TimeSpan.TicksPerMicrosecond);

    public TimeSpan Uptime => Time.GetElapsedTime(_began);

    /// <summary>A number for a peer that no other peer of this relay has.</summary>
    public uint NextId() => Interlocked.Increment(ref _newestId);
}
