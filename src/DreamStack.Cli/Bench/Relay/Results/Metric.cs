namespace DreamStack.Cli.Bench.Relay.Results;

/// <summary>What is measured, in the order of the table.</summary>
internal enum Metric
{
    MegabytesPerSecond,
    MessagesPerSecond,
    LatencyP50,
    LatencyP99,
    CpuPerGigabyte,
    CpuPerMessage,
    MemoryPerViewer,
    HeapPerViewer,
    ConnectsPerSecond,
    CpuPerConnect,
    AllocatedPerMessage,
    Lost,
    GeneratorBusy,
}
