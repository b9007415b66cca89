using DreamStack.EndToEnd.Tests.Tool;
using DreamStack.Relay;

namespace DreamStack.EndToEnd.Tests.Sessions;

/// <summary>A relay in this process, on a port of its own, that serves the real pages.</summary>
internal static class PageRelay
{
    public static Task<RelayServer> StartAsync(RelayOptions? options = null) =>
        RelayServer.StartAsync((options ?? new RelayOptions()) with { Port = 0, WebRoot = ToolFolder.WebRoot });
}
