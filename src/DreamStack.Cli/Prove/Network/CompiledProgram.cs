using DreamStack.Cli.Results;

namespace DreamStack.Cli.Prove.Network;

/// <summary>A C program of the repository that is compiled where it runs.</summary>
internal static class CompiledProgram
{
    /// <summary>Compiles a source of the repository when it is newer than what was made of it; the program's path.</summary>
    public static string Build(params string[] source)
    {
        string code = Checkout.Find(source)
            ?? throw new FailedException($"{string.Join('/', source)} was not found; run this inside the repository.");
        string program = Path.Combine(AppContext.BaseDirectory, $"{string.Join('-', source[..^1])}-{Path.GetFileNameWithoutExtension(code)}");
        if (File.Exists(program) && File.GetLastWriteTimeUtc(program) > File.GetLastWriteTimeUtc(code)) return program;
        // Another run may be starting what lies there.
        string made = $"{program}.{Environment.ProcessId}";
        SystemTool.Run("cc", "-O2", "-o", made, code);
        File.Move(made, program, overwrite: true);
        return program;
    }
}
