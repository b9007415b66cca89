using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace DreamStack.EndToEnd.Tests.Tool;

/// <summary>The real ds tool as a process of its own, its output kept.</summary>
internal sealed partial class ToolProcess : IAsyncDisposable
{
    private const int Interrupt = 2;
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();

    private ToolProcess(Process process) => _process = process;

    public string Output => string.Join('\n', _lines);

    public int Id => _process.Id;

    public static string Executable { get; } =
        Path.Combine(ToolFolder.Path, OperatingSystem.IsWindows() ? "ds.exe" : "ds");

    public static ToolProcess Start(params string[] arguments) => StartProgram(Executable, arguments);

    /// <summary>As the tool, any other program, such as the script that builds it first.</summary>
    public static ToolProcess StartProgram(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        Process process = new() { StartInfo = start };
        ToolProcess tool = new(process);
        process.OutputDataReceived += (_, line) => tool.Note(line.Data);
        process.ErrorDataReceived += (_, line) => tool.Note(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return tool;
    }

    /// <summary>Runs to the end: exit code and everything printed.</summary>
    public static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        await using ToolProcess tool = Start(arguments);
        int code = await tool.ExitAsync(60);
        return (code, tool.Output);
    }

    /// <summary>Waits until the tool has printed this, or fails with what it printed instead.</summary>
    public Task UntilPrintedAsync(string text, int seconds = 30) => LineAsync(text, seconds: seconds);

    /// <summary>Waits for the nth line that holds the text, or fails with what the tool printed instead.</summary>
    public async Task<string> LineAsync(string text, int nth = 1, int seconds = 60)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(seconds));
        using PeriodicTimer look = new(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            bool ended = _process.HasExited;
            string? line = _lines.Where(line => line.Contains(text, StringComparison.Ordinal)).Skip(nth - 1).FirstOrDefault();
            if (line is not null) return line;
            if (ended) throw new InvalidOperationException($"ds ended with {_process.ExitCode}:\n{Output}");
            try
            {
                await look.WaitForNextTickAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"ds did not print \"{text}\":\n{Output}");
            }
        }
    }

    /// <summary>As Ctrl-C in a terminal; gives the exit code.</summary>
    public async Task<int> InterruptAsync(int seconds = 15)
    {
        _ = SendSignal(_process.Id, Interrupt);
        return await ExitAsync(seconds);
    }

    public async Task<int> ExitAsync(int seconds = 30)
    {
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(seconds));
        return _process.ExitCode;
    }

    /// <summary>As a power cut: nothing is said to anybody.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await KillAsync();
        _process.Dispose();
    }

    private void Note(string? line)
    {
        if (line is not null) _lines.Enqueue(line);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);
}
