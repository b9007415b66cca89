using System.Net;

namespace DreamStack.Cli.Prove.Network;

/// <summary>The two addresses of a link, out of those set apart for measurements (198.18.0.0/15).</summary>
internal readonly record struct LinkAddresses(IPAddress Here, IPAddress There)
{
    private const int Links = 1 << 15;
    private static int s_made;

    /// <summary>Bits of an address that name the link.</summary>
    public const int Bits = 30;

    /// <summary>Addresses that no other link of this process has, and hardly one of another process.</summary>
    public static LinkAddresses Next()
    {
        int link = ((Environment.ProcessId * 8) + Interlocked.Increment(ref s_made)) % Links * 4;
        IPAddress At(int last) => new([198, (byte)(18 + (link >> 16)), (byte)(link >> 8), (byte)((link & 0xFF) + last)]);
        return new LinkAddresses(At(1), At(2));
    }
}
