using System.Net;
using Microsoft.AspNetCore.Http;

namespace DreamStack.Relay.Http;

/// <summary>
/// Which pages may open sockets. A browser sends cookies-free sockets to any host, so without this every page a person
/// visits could watch and drive what runs on their machine.
/// </summary>
internal static class OriginPolicy
{
    public static bool Allows(string origin, HostString host, IReadOnlyList<string> allowed)
    {
        // Programs send none; only browsers do, and they cannot be talked out of it.
        if (origin.Length == 0) return true;
        if (allowed.Contains("*") || allowed.Contains(origin, StringComparer.OrdinalIgnoreCase)) return true;
        if (!Uri.TryCreate(origin, UriKind.Absolute, out Uri? page)) return false;
        return page.Authority.Equals(host.Value, StringComparison.OrdinalIgnoreCase)
            || (IsLoopback(page.DnsSafeHost) && IsLoopback(host.Host));
    }

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));
}
