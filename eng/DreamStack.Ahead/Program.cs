using System.Diagnostics;
using DreamStack.Ahead.Emit;
using DreamStack.Ahead.Metadata;

if (args.Length != 2)
{
    Console.Error.WriteLine("Usage: DreamStack.Ahead ASSEMBLY.dll OUT.wasm");
    return 2;
}

try
{
    string source = Path.ChangeExtension(args[1], ".c");
    Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(args[1]))!);
    File.WriteAllText(source, Module.Translate(args[0]));
    using Process clang = Process.Start(Environment.GetEnvironmentVariable("CLANG") ?? "clang-19",
    [
        "--target=wasm32", "-O3", "-msimd128", "-mbulk-memory", "-mnontrapping-fptoint", "-msign-ext", "-ffp-contract=off", "-fno-strict-aliasing", "-fno-builtin", "-ffreestanding", "-nostdlib", "-w",
        "-Wl,--no-entry", "-Wl,--stack-first", "-Wl,-z,stack-size=1048576", "-Wl,--strip-all", "-o", args[1], source,
    ]);
    clang.WaitForExit();
    return clang.ExitCode;
}
catch (UntranslatableException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
