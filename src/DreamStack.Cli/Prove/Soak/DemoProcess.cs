using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using DreamStack.Cli.Bench.Relay.Servers;

namespace DreamStack.Cli.Prove.Soak;

/// <summary>The real `ds demo` as a process of its own.</summary>
internal sealed partial class DemoProcess : IAsyncDisposable
{
    private const int Interrupt = 2;
    // 4 MB, in hexadecimal digits.
    private const string EarlyCollections = "400000";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Process _process;

    private DemoProcess(Process process, Uri page)
    {
        _process = process;
        Page = page;
    }

    /// <summary>What a person opens.</summary>
    public Uri Page { get; }

    /// <summary>Where receivers connect.</summary>
    public Uri Relay => new UriBuilder("ws", "127.0.0.1", Page.Port).Uri;

    /// <summary>Where the relay says how it is.</summary>
    public Uri Http => new UriBuilder("http", "127.0.0.1", Page.Port).Uri;

    public bool IsGone => _process.HasExited;

    public static async Task<DemoProcess> StartAsync(CancellationToken cancellation)
    {
        LoadPeer self = PeerCatalog.OwnTool("demo", "--port", "0", "--stream", "main");
        ProcessStartInfo start = new(self.Program, self.Arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_GCgen0size"] = EarlyCollections;
        Process process = Process.Start(start)
            ?? throw new FailedException("ds demo did not start.");
        try
        {
            while (await process.StandardOutput.ReadLineAsync(cancellation).AsTask().WaitAsync(Patience, cancellation) is { } line)
            {
                if (Open().Match(line) is not { Success: true } found) continue;
                // What it says from now on is of no interest, but has to go somewhere.
                process.BeginErrorReadLine();
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return new DemoProcess(process, new Uri(found.Groups["page"].Value));
            }

            throw new FailedException($"ds demo ended: {await process.StandardError.ReadToEndAsync(cancellation)}");
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
            throw;
        }
    }

    /// <summary>Ends it as Ctrl-C does.</summary>
    public async ValueTask DisposeAsync()
    {
        _ = SendSignal(_process.Id, Interrupt);
        using CancellationTokenSource limit = new(Patience);
        await _process.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    [GeneratedRegex(@"Open\s+(?<page>http\S+)")]
    private static partial Regex Open();

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
