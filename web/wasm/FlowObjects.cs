namespace DreamStack.Streaming.Wasm;

/// <summary>What JavaScript opened, by the number it was given.</summary>
internal static class FlowObjects
{
    private static readonly Dictionary<int, object> s_objects = [];
    private static int s_next;

    /// <summary>Bytes that JavaScript put here for the next call.</summary>
    public static PinnedBytes Inbox { get; } = new();

    /// <summary>Bytes that the last call made.</summary>
    public static PinnedBytes Outbox { get; } = new();

    public static int Keep(object opened)
    {
        s_objects.Add(++s_next, opened);
        return s_next;
    }

    public static T Get<T>(int handle) => (T)s_objects[handle];

    public static void Close(int handle) => s_objects.Remove(handle);
}
