using DreamStack.Cli.Prove.Network;

namespace DreamStack.Cli.Prove.Slow;

/// <summary>The way from another network back to this one over a link: what a relay in there sends to a viewer out here.</summary>
internal sealed class ReturnPath(NetworkNamespace other, VethLink link)
{
    private const string SlowRate = "64kbit";
    private readonly string _device = DeviceOf(other, link);
    private bool _held;

    /// <summary>Holds it to 64 kbit/s behind a queue of 400 ms.</summary>
    public void Narrow() => Hold(SlowRate, "4kb");

    /// <summary>The link recovers: what waits in it goes on its way at once, and nothing is lost.</summary>
    public void Recover() => Hold("1gbit", "1mb");

    private void Hold(string rate, string burst)
    {
        SystemTool.Run(
            "tc", "-n", other.Name, "qdisc", _held ? "change" : "add", "dev", _device, "root", "tbf", "rate", rate, "burst", burst, "latency", "400ms");
        _held = true;
    }

    private static string DeviceOf(NetworkNamespace other, VethLink link)
    {
        string[] lines = SystemTool.Run("ip", "-n", other.Name, "-o", "-4", "addr", "show").Split('\n');
        string line = Array.Find(lines, line => line.Contains($" {link.There}/", StringComparison.Ordinal)) ?? throw new FailedException($"{link.There} is in no network.");
        return line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
    }
}
