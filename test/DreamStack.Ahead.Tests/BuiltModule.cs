using System.Diagnostics;
using DreamStack.Ahead.Emit;
using Xunit;

namespace DreamStack.Ahead.Tests;

/// <summary>An assembly translated to a module, which Node runs.</summary>
internal static class BuiltModule
{
    public static string Of(string assembly)
    {
        string module = Path.Combine(AppContext.BaseDirectory, $"{assembly}.wasm"), source = Path.ChangeExtension(module, ".c");
        File.WriteAllText(source, Module.Translate(Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll")));
        Assert.Equal(0, Clang.Compile(source, module));
        return module;
    }

    /// <summary>Gives a script a module and lines; what it prints.</summary>
    public static async Task<string[]> RunAsync(string script, string module, IEnumerable<string> lines)
    {
        using Process node = Process.Start(new ProcessStartInfo("node", [Path.Combine(AppContext.BaseDirectory, script), module])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Task<string> output = node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        foreach (string line in lines) await node.StandardInput.WriteLineAsync(line);
        node.StandardInput.Close();
        string[] printed = (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, node.ExitCode);
        return printed;
    }
}
