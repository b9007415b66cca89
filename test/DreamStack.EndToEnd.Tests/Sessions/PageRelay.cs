using DreamStack.EndToEnd.Tests.Tool;
using DreamStack.Relay;

namespace DreamStack.EndToEnd.Tests.Sessions;

/// <summary>
/// A relay in this process that serves the real pages. One follows the other on the same port where it can: to the browser
/// its files are then of an origin it knows, and need not be loaded and compiled anew.
/// </summary>
internal static class PageRelay
{
    private static int s_port;

    public static async Task<RelayServer> StartAsync(RelayOptions? options = null)
    {
        RelayOptions pages = (options ?? new RelayOptions()) with { Port = s_port, WebRoot = ToolFolder.WebRoot };
        RelayServer relay;
        try
        {
            relay = await RelayServer.StartAsync(pages);
        }
        catch (IOException)
        {
            relay = await RelayServer.StartAsync(pages with { Port = 0 });
        }

        s_port = relay.Address.Port;
        return relay;
    }
}
