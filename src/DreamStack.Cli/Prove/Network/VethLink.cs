using System.Net;

namespace DreamStack.Cli.Prove.Network;

/// <summary>A link between this network and another on the machine, as wide as the machine or as narrow as told.</summary>
internal sealed class VethLink : IDisposable
{
    private static int s_made;
    private readonly string _here;
    private readonly string _there;
    private readonly LinkAddresses _addresses = LinkAddresses.Next();
    private bool _narrow;
    private bool _gone;

    public VethLink(NetworkNamespace other)
    {
        string name = $"dsp{Environment.ProcessId}v{Interlocked.Increment(ref s_made)}";
        (_here, _there) = (name + "h", name + "t");
        SystemTool.Run("ip", "link", "add", _here, "type", "veth", "peer", "name", _there, "netns", other.Name);
        try
        {
            SystemTool.Run("ip", "addr", "add", $"{_addresses.Here}/{LinkAddresses.Bits}", "dev", _here);
            SystemTool.Run("ip", "link", "set", _here, "up");
            other.Ip("addr", "add", $"{_addresses.There}/{LinkAddresses.Bits}", "dev", _there);
            other.Ip("link", "set", _there, "up");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>This machine as seen from the other network.</summary>
    public IPAddress Here => _addresses.Here;

    /// <summary>The other network as seen from here.</summary>
    public IPAddress There => _addresses.There;

    /// <summary>What goes to the other network is held to a rate as tc writes it (64kbit), with a short queue in front.</summary>
    public void Narrow(string rate, string burst = "4kb", string latency = "400ms")
    {
        SystemTool.Run(
            "tc", "qdisc", _narrow ? "change" : "add", "dev", _here, "root", "tbf", "rate", rate, "burst", burst, "latency", latency);
        _narrow = true;
    }

    /// <summary>The link is as wide as it was at first.</summary>
    public void Widen()
    {
        if (_narrow) SystemTool.Run("tc", "qdisc", "del", "dev", _here, "root");
        _narrow = false;
    }

    public void Dispose()
    {
        if (_gone) return;
        _gone = true;
        SystemTool.Works("ip", "link", "del", _here);
    }
}
