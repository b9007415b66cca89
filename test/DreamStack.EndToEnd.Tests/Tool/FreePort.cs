using System.Net;
using System.Net.Sockets;

namespace DreamStack.EndToEnd.Tests.Tool;

/// <summary>A port that nobody listened on a moment ago.</summary>
internal static class FreePort
{
    public static int Take()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
