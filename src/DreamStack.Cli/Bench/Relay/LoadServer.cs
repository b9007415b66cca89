using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace DreamStack.Cli.Bench.Relay;

/// <summary>A server under load in a process of its own.</summary>
internal sealed class LoadServer : IDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(20);
    private readonly Process _process;

    private LoadServer(string name, int port, Process process)
    {
        Name = name;
        Port = port;
        _process = process;
    }

    public string Name { get; }

    public int Port { get; }

    /// <summary>CPU time the server has used since it started.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>This tool's own relay.</summary>
    public static Task<LoadServer> StartRelayAsync(TimeProvider time, CancellationToken cancellation)
    {
        int port = FreePort();
        string self = Environment.ProcessPath ?? throw new FailedException("The tool does not know its own path.");
        // Started as `dotnet ds.dll`, the process is the host and needs to be told the program again.
        string[] program = Path.GetFileNameWithoutExtension(self) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : [];
        return StartAsync("relay", port, self, [.. program, "relay", "--port", $"{port}"], time, cancellation);
    }

    /// <summary>The broadcast server on ws.</summary>
    public static Task<LoadServer> StartPeerAsync(string script, TimeProvider time, CancellationToken cancellation)
    {
        int port = FreePort();
        return StartAsync("ws", port, "node", [script, $"{port}"], time, cancellation);
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private static async Task<LoadServer> StartAsync(
        string name, int port, string program, string[] arguments, TimeProvider time, CancellationToken cancellation)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        Process process = Process.Start(start) ?? throw new FailedException($"{program} did not start.");
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        LoadServer server = new(name, port, process);
        long began = time.GetTimestamp();
        while (!await ListensAsync(port, cancellation))
        {
            if (process.HasExited || time.GetElapsedTime(began) > StartPatience)
            {
                server.Dispose();
                throw new FailedException($"The {name} server did not start: {program} {string.Join(' ', arguments)}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), time, cancellation);
        }

        return server;
    }

    private static async Task<bool> ListensAsync(int port, CancellationToken cancellation)
    {
        using Socket probe = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await probe.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
