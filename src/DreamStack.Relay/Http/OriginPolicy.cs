using System.Net;
using Microsoft.AspNetCore.Http;

namespace DreamStack.Relay.Http;

/// <summary>
/// Which pages may open sockets. A browser sends cookies-free sockets to any host, so without this every page a person
/// visits could watch and drive what runs on their machine.
/// </summary>
internal static class OriginPolicy
{
    private static readonly string[] Machine =
        [Environment.MachineName, Dns.GetHostName(), Dns.GetHostName() + ".local"];

    public static bool Allows(string origin, HostString host, IReadOnlyList<string> allowed)
    {
        // Programs send none; only browsers do, and they cannot be talked out of it.
        if (origin.Length == 0) return true;
        if (allowed.Contains("*") || allowed.Contains(origin, StringComparer.OrdinalIgnoreCase)) return true;
        if (!Uri.TryCreate(origin, UriKind.Absolute, out Uri? page)) return false;
        bool same = page.Authority.Equals(host.Value, StringComparison.OrdinalIgnoreCase);
        return (same && IsOwn(host, allowed)) || (IsLoopback(page.DnsSafeHost) && IsLoopback(host.Host));
    }

    /// <summary>
    /// The name that a request used is one only this relay's owner can give it. Anybody's name can be made to lead to this
    /// address after its page was loaded, and such a page then counts as of the same origin.
    /// </summary>
    public static bool IsOwn(HostString host, IReadOnlyList<string> allowed)
    {
        string name = host.Host.Trim('[', ']');
        if (name.Length == 0 || IsLoopback(name) || IPAddress.TryParse(name, out _)) return true;
        if (Machine.Contains(name, StringComparer.OrdinalIgnoreCase) || allowed.Contains("*")) return true;
        return allowed.Any(origin => Uri.TryCreate(origin, UriKind.Absolute, out Uri? page)
            && page.Host.Equals(name, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out IPAddress? address) && IPAddress.IsLoopback(address));
}
