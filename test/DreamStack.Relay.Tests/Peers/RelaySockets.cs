using System.Globalization;
using System.Net;
using System.Runtime.InteropServices;
using DreamStack.Relay.Engine;

namespace DreamStack.Relay.Tests.Peers;

/// <summary>The relay's ends of its connections, found among this process's descriptors (Linux).</summary>
internal static unsafe partial class RelaySockets
{
    private const int Tcp = 6;
    private const int Info = 11;
    private const int NotSentLowWater = 25;
    private const byte Established = 1;

    /// <summary>Descriptors of connections that the relay accepted.</summary>
    public static HashSet<int> Of(RelayServer relay)
    {
        HashSet<int> found = [];
        byte* name = stackalloc byte[SocketName.MaxSize];
        foreach (string entry in Directory.EnumerateFileSystemEntries("/proc/self/fd"))
        {
            int descriptor = int.Parse(Path.GetFileName(entry), CultureInfo.InvariantCulture);
            int length = SocketName.MaxSize;
            if (LocalName(descriptor, name, &length) < 0) continue;
            bool ours = SocketName.Read(name, length) is IPEndPoint local && local.Port == relay.Address.Port;
            if (ours && Option(descriptor, Info) % 256 == Established) found.Add(descriptor);
        }

        return found;
    }

    /// <summary>How many bytes the system may hold unsent before it takes no more (TCP_NOTSENT_LOWAT); 0 while it was not told.</summary>
    public static uint UnsentAllowed(int descriptor) => Option(descriptor, NotSentLowWater);

    private static uint Option(int descriptor, int option)
    {
        uint value = 0;
        int length = sizeof(uint);
        return GetOption(descriptor, Tcp, option, (byte*)&value, &length) < 0 ? 0 : value;
    }

    [LibraryImport("libc", EntryPoint = "getsockname")]
    private static partial int LocalName(int descriptor, byte* name, int* length);

    [LibraryImport("libc", EntryPoint = "getsockopt")]
    private static partial int GetOption(int descriptor, int level, int option, byte* value, int* length);
}
