using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using DreamStack.Cli.Bench.Relay.Sockets;

namespace DreamStack.Cli.Bench.Relay.Servers;

/// <summary>A server under load in a process of its own.</summary>
internal sealed partial class LoadServer : IDisposable
{
    private const int ProcessClock = 2;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    private LoadServer(LoadPeer peer, Process process)
    {
        Peer = peer;
        _process = process;
        process.OutputDataReceived += (_, line) => Note(line.Data);
        process.ErrorDataReceived += (_, line) => Note(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public LoadPeer Peer { get; }

    /// <summary>Where viewers connect.</summary>
    public int Port { get; private set; }

    /// <summary>Where the source connects.</summary>
    public int SourcePort { get; private set; }

    /// <summary>CPU time of all the server's threads since it started, as the scheduler counts it: to the nanosecond.</summary>
    public unsafe TimeSpan Cpu
    {
        get
        {
            long* time = stackalloc long[2];
            // The number of another process's clock, as clock_getcpuclockid(3) makes it.
            if (NativeSockets.ClockTime((~_process.Id << 3) | ProcessClock, time) == 0)
            {
                return TimeSpan.FromSeconds(time[0]) + TimeSpan.FromTicks(time[1] / TimeSpan.NanosecondsPerTick);
            }

            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Bytes of memory that are the server's own: no file lies behind them.</summary>
    public long OwnMemory
    {
        get
        {
            string line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith("RssAnon:", StringComparison.Ordinal));
            return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
        }
    }

    public static async Task<LoadServer> StartAsync(LoadPeer peer, CancellationToken cancellation)
    {
        ProcessStartInfo start = new(peer.Program, peer.Arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        Process? process;
        try
        {
            process = Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new FailedException($"{peer.Name} did not start: {error.Message}.", ExitCode.Failed, error);
        }

        LoadServer server = new(peer, process ?? throw new FailedException($"{peer.Name} did not start."));
        try
        {
            Match ports = await server.LineAsync(Listening(), cancellation);
            server.Port = int.Parse(ports.Groups["port"].Value, CultureInfo.InvariantCulture);
            server.SourcePort = ports.Groups["source"].Success
                ? int.Parse(ports.Groups["source"].Value, CultureInfo.InvariantCulture)
                : server.Port;
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Bytes the server has allocated since it started; null for one that does not say.</summary>
    public async Task<long?> AllocatedAsync(CancellationToken cancellation) => await AskAsync(MemoryQuestion.Allocated, cancellation);

    /// <summary>Bytes of its managed heap that are in use; null for a server that does not say.</summary>
    public async Task<long?> HeapAsync(CancellationToken cancellation) => await AskAsync(MemoryQuestion.Heap, cancellation);

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    /// <summary>What a line says of ports; two when the source has one of its own.</summary>
    [GeneratedRegex(@"(?:client connections on \S+:|^)(?<port>\d+)(?: (?<source>\d+))?$")]
    internal static partial Regex Listening();

    [GeneratedRegex(@"^= (?<bytes>\d+)$")]
    private static partial Regex Answer();

    private async Task<long?> AskAsync(string question, CancellationToken cancellation)
    {
        if (!Peer.TellsMemory) return null;
        await _process.StandardInput.WriteLineAsync(question.AsMemory(), cancellation);
        await _process.StandardInput.FlushAsync(cancellation);
        Match answer = await LineAsync(Answer(), cancellation);
        return long.Parse(answer.Groups["bytes"].Value, CultureInfo.InvariantCulture);
    }

    private async Task<Match> LineAsync(Regex pattern, CancellationToken cancellation)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        List<string> seen = [];
        try
        {
            await foreach (string line in _lines.Reader.ReadAllAsync(limit.Token))
            {
                if (pattern.Match(line) is { Success: true } match) return match;
                seen.Add(line);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            seen.Add($"({Patience.TotalSeconds:0} s passed)");
        }

        throw new FailedException($"{Peer.Name} did not say what was asked: {string.Join(" / ", seen.TakeLast(4))}");
    }

    private void Note(string? line)
    {
        if (line is not null) _lines.Writer.TryWrite(line);
        else _lines.Writer.TryComplete();
    }
}
