using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace DreamStack.Cli.Prove.Network;

/// <summary>A long way between this network and another on the machine; a program beside this one carries the packets.</summary>
internal sealed class WideAreaLink : IDisposable
{
    // The queue of a last mile is the program's to drop from, never the device's.
    private const string DeviceQueue = "20000";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static int s_made;
    private readonly LinkAddresses _addresses = LinkAddresses.Next();
    private readonly Process _carrier;

    public WideAreaLink(NetworkNamespace far, Distance distance)
    {
        NetworkNeeds.Require(NetworkNeeds.MissingForDistance());
        string name = $"dsp{Environment.ProcessId}w{Interlocked.Increment(ref s_made)}";
        (string here, string there) = (name + "h", name + "t");
        string Number(double value) => Math.Round(value).ToString(CultureInfo.InvariantCulture);
        ProcessStartInfo start = new(
            CompiledProgram.Build("bench", "net", "wan.c"),
            [
                here, there, far.Path, Number(distance.RoundTrip.TotalMicroseconds / 2), Number(distance.BitsPerSecond),
                Number(distance.QueueBytes), Number(distance.Loss * 100_000), Number(distance.Seed),
            ])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        _carrier = Process.Start(start) ?? throw new FailedException("The program that carries packets did not start.");
        try
        {
            if (Line() != "ready") throw new FailedException($"The program that carries packets failed: {_carrier.StandardError.ReadToEnd().Trim()}");
            SystemTool.Run("ip", "addr", "add", $"{_addresses.Here}/{LinkAddresses.Bits}", "dev", here);
            SystemTool.Run("ip", "link", "set", here, "txqueuelen", DeviceQueue, "up");
            far.Ip("addr", "add", $"{_addresses.There}/{LinkAddresses.Bits}", "dev", there);
            far.Ip("link", "set", there, "txqueuelen", DeviceQueue, "up");
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>This machine as seen from the far network.</summary>
    public IPAddress Here => _addresses.Here;

    /// <summary>The far network as seen from here.</summary>
    public IPAddress There => _addresses.There;

    /// <summary>What the carrying has cost so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _carrier.Refresh();
            return _carrier.TotalProcessorTime;
        }
    }

    /// <summary>What has gone over it so far.</summary>
    public WideAreaTraffic Traffic
    {
        get
        {
            _carrier.StandardInput.WriteLine();
            _carrier.StandardInput.Flush();
            string[] words = Line()?.Split(' ') ?? [];
            if (words is not ["=", _, _, _, _]) throw new FailedException("The program that carries packets has ended.");
            long[] counts = [.. words.Skip(1).Select(word => long.Parse(word, CultureInfo.InvariantCulture))];
            return new WideAreaTraffic(counts[0], counts[1], counts[2], counts[3]);
        }
    }

    /// <summary>The devices go with the program.</summary>
    public void Dispose()
    {
        if (!_carrier.HasExited) _carrier.Kill();
        _carrier.WaitForExit();
        _carrier.Dispose();
    }

    private string? Line()
    {
        Task<string?> line = _carrier.StandardOutput.ReadLineAsync();
        return line.Wait(Patience) ? line.Result : null;
    }
}
