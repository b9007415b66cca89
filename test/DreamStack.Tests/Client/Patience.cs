namespace DreamStack.Tests.Client;

/// <summary>How long a test waits for what must come: far longer than it takes on the slowest machine.</summary>
internal static class Patience
{
    public static readonly TimeSpan Long = TimeSpan.FromSeconds(30);
}
