using System.Net;
using System.Net.Sockets;
using DreamStack.Cli.Prove.Network;

namespace DreamStack.Cli.Prove.Slow;

/// <summary>The way from another network back to this one over a link: what a relay in there sends to a viewer out here.</summary>
internal sealed class ReturnPath
{
    private const string SlowRate = "64kbit";
    // Nobody listens there, and the other network's system says so.
    private const int Discard = 9;
    private readonly NetworkNamespace _other;
    private readonly string _device;
    private readonly IPEndPoint _nobody;
    private bool _held;

    public ReturnPath(NetworkNamespace other, VethLink link)
    {
        _other = other;
        _device = DeviceOf(other, link);
        _nobody = new IPEndPoint(link.There, Discard);
        // What most systems use, whatever this one prefers: how soon a link that has recovered is filled is up to the sender's TCP too.
        string subnet = SystemTool.Run("ip", "-n", other.Name, "route", "show", "dev", _device).Split(' ')[0];
        SystemTool.Run(
            "ip", "-n", other.Name, "route", "change", subnet, "dev", _device, "proto", "kernel", "scope", "link", "src", $"{link.There}", "congctl", "cubic");
    }

    /// <summary>Holds it to 64 kbit/s behind a queue of 400 ms.</summary>
    public void Narrow() => Hold(SlowRate, "4kb");

    /// <summary>The link recovers: what waits in it goes on its way at once, and nothing is lost.</summary>
    public void Recover()
    {
        Hold("1gbit", "1mb");
        // The shaper looks up only when its old rate would have let the next packet go, up to 190 ms later, or when one more is to be
        // sent: the answer to this one.
        using Socket knock = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        knock.SendTo([0], _nobody);
    }

    private void Hold(string rate, string burst)
    {
        SystemTool.Run(
            "tc", "-n", _other.Name, "qdisc", _held ? "change" : "add", "dev", _device, "root", "tbf", "rate", rate, "burst", burst, "latency", "400ms");
        _held = true;
    }

    private static string DeviceOf(NetworkNamespace other, VethLink link)
    {
        string[] lines = SystemTool.Run("ip", "-n", other.Name, "-o", "-4", "addr", "show").Split('\n');
        string line = Array.Find(lines, line => line.Contains($" {link.There}/", StringComparison.Ordinal)) ?? throw new FailedException($"{link.There} is in no network.");
        return line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
    }
}
