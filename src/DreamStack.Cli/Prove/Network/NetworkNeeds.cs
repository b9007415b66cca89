namespace DreamStack.Cli.Prove.Network;

/// <summary>What a network on this machine needs, and what to do about what is missing.</summary>
internal static class NetworkNeeds
{
    /// <summary>What is missing for namespaces and links between them; null when all is there.</summary>
    public static string? Missing() =>
        !OperatingSystem.IsLinux() ? "A network in the machine needs Linux: it stands on network namespaces."
        : !Environment.IsPrivilegedProcess ? "Network namespaces need root: run this as root, for instance with sudo."
        : !SystemTool.Works("ip", "-V") ? "ip is not installed: apt-get install iproute2"
        : !SystemTool.Works("tc", "-V") ? "tc is not installed: apt-get install iproute2"
        : null;

    /// <summary>What is missing for a long way with delay and loss; null when all is there.</summary>
    public static string? MissingForDistance() =>
        Missing() is { } why ? why
        : !File.Exists("/dev/net/tun") ? "There is no /dev/net/tun here: the kernel's tun module is needed (modprobe tun)."
        : !SystemTool.Works("cc", "--version") ? "No C compiler: apt-get install gcc libc6-dev"
        : null;

    /// <summary>Throws with what is missing.</summary>
    public static void Require(string? missing)
    {
        if (missing is not null) throw new FailedException(missing);
    }
}
