using System.Diagnostics;

namespace DreamStack.Ahead.Emit;

/// <summary>The C compiler that makes WebAssembly of the C.</summary>
internal static class Clang
{
    // Nothing that changes a bit of a float: no contraction, no fast mathematics.
    private static readonly string[] s_options =
    [
        "--target=wasm32", "-O3", "-msimd128", "-mbulk-memory", "-mnontrapping-fptoint", "-msign-ext", "-ffp-contract=off", "-fno-math-errno", "-fno-strict-aliasing",
        "-fno-builtin", "-ffreestanding", "-nostdlib", "-w", "-mllvm", "-inline-threshold=600",
        "-Wl,--no-entry", "-Wl,--stack-first", "-Wl,-z,stack-size=1048576", "-Wl,--strip-all",
    ];

    /// <summary>What to start: CLANG, or the name that Debian gives it.</summary>
    public static string Program => Environment.GetEnvironmentVariable("CLANG") is { Length: > 0 } named ? named : "clang-19";

    /// <summary>Compiles one file; what the compiler had to say is where it always is.</summary>
    /// <returns>Its exit code.</returns>
    public static int Compile(string source, string module)
    {
        using Process clang = Process.Start(Program, [.. s_options, "-o", module, source]);
        clang.WaitForExit();
        return clang.ExitCode;
    }
}
