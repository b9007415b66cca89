using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace DreamStack.Bench.Physics;

/// <summary>A program that runs scenes and prints what their steps took.</summary>
/// <param name="Title">Its name in the tables.</param>
/// <param name="Program">What to start.</param>
/// <param name="Arguments">Its first arguments.</param>
/// <param name="TakesScript">Runs any scene from a script; ours know their scenes by name.</param>
internal sealed record Engine(string Title, string Program, string[] Arguments, bool TakesScript)
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);

    public EngineRun Run(string scene, int steps, int? rows, string script)
    {
        string[] what = TakesScript ? [script] : ["--time", scene, steps.ToString(CultureInfo.InvariantCulture), .. rows is { } count ? [count.ToString(CultureInfo.InvariantCulture)] : Array.Empty<string>()];
        ProcessStartInfo start = new(Program, [.. Arguments, .. what]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        string? line = output.Split('\n').FirstOrDefault(text => text.StartsWith('{'));
        if (process.ExitCode != 0 || line is null) throw new InvalidOperationException($"{Title} ended with {process.ExitCode} on {scene}:\n{output}");
        return JsonSerializer.Deserialize<EngineRun>(line, s_json)! with { Engine = Title };
    }
}
