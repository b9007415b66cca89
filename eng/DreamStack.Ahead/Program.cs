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
    return Clang.Compile(source, args[1]);
}
catch (UntranslatableException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}
