namespace DreamStack.Cli.Bench.Relay.Servers;

/// <summary>What a relay started by the bench is asked on its input, a line each; it answers with a line "= bytes".</summary>
internal static class MemoryQuestion
{
    /// <summary>Bytes allocated since the process started.</summary>
    public const string Allocated = "allocated";

    /// <summary>Bytes of the managed heap in use once the garbage is gone.</summary>
    public const string Heap = "heap";
}
