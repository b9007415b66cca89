using System.Diagnostics;

namespace DreamStack.Bench.Physics;

/// <summary>Builds the engines: ours as the JIT's code and as WebAssembly, and the peers there are on this machine.</summary>
internal sealed class Engines
{
    public const string Ours = "DreamStack";
    public const string OursAsNative = "DreamStack, Native AOT";
    public const string OursInWasm = "DreamStack in WebAssembly";
    public const string OursAhead = "DreamStack in WebAssembly, ahead of time";
    public const string Native = "Box2D v3, C with SSE2";
    public const string Old = "Box2D 2.4, C++";
    public const string WasmBox2D = "box2d3-wasm";
    public const string Rapier = "rapier2d-deterministic";

    private readonly string _root;
    private readonly string _peers;
    private readonly string _built;

    public Engines(string root)
    {
        (_root, _peers, _built) = (root, Path.Combine(root, "bench", "physics"), Path.Combine(root, "artifacts", "bench-physics"));
        Directory.CreateDirectory(_built);
        Add(Ours, takesScript: false, OursCompiledAsItRuns);
        Add(OursAsNative, takesScript: false, OursNativeCode);
        Add(OursInWasm, takesScript: false, OursWasm);
        Add(OursAhead, takesScript: false, OursTranslated);
        Add(Native, takesScript: true, () => Compiled("gcc", "box2d3.c", Box2D3()));
        Add(Old, takesScript: true, () => Compiled("g++", "box2d24.cpp", ["-lbox2d"]));
        Add(WasmBox2D, takesScript: true, () => Node("box2d3-wasm"));
        Add(Rapier, takesScript: true, () => Node("rapier"));
    }

    /// <summary>Those that run here.</summary>
    public List<Engine> There { get; } = [];

    /// <summary>Those in WebAssembly, in a page of Chromium instead of in Node.</summary>
    public IEnumerable<Engine> InPage => There.Where(engine => engine.Program == "node")
        .Select(engine => engine with { Arguments = [Path.Combine(_peers, "chromium.mjs"), Path.GetFileName(engine.Arguments[0]), .. engine.Arguments[1..]] });

    /// <summary>Why the others do not.</summary>
    public List<string> Missing { get; } = [];

    private void Add(string title, bool takesScript, Func<string[]> build)
    {
        Console.Error.WriteLine($"Building {title}");
        try
        {
            string[] command = build();
            There.Add(new Engine(title, command[0], command[1..], takesScript));
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            Missing.Add($"{title}: {e.Message}");
        }
    }

    private string[] OursCompiledAsItRuns() => Goldens("build", "bin");

    private string[] OursNativeCode()
    {
        string[] command = Goldens("publish", "publish");
        // Publishing takes away what starts the JIT's build.
        OursCompiledAsItRuns();
        return command;
    }

    private string[] Goldens(string verb, string folder)
    {
        const string name = "DreamStack.Physics.Goldens";
        Run("dotnet", verb, Path.Combine(_root, "test", name), "-c", "Release", "-v", "q");
        return Directory.GetFiles(Path.Combine(_root, "artifacts", folder, name), name, SearchOption.AllDirectories)[..1];
    }

    private string[] OursWasm()
    {
        Run("dotnet", "publish", Path.Combine(_root, "test", "DreamStack.Physics.Goldens.Wasm"), "-c", "Release", "-v", "q");
        return ["node", Path.Combine(_peers, "dreamstack-wasm.mjs")];
    }

    private string[] OursTranslated()
    {
        Run("dotnet", "build", Path.Combine(_root, "test", "DreamStack.Physics.Goldens.Ahead"), "-c", "Release", "-v", "q");
        Run("dotnet", "run", "--project", Path.Combine(_root, "eng", "DreamStack.Ahead"), "-c", "Release", "--", Path.Combine(_root, "artifacts", "bin", "DreamStack.Physics.Goldens.Ahead", "release", "DreamStack.Physics.Goldens.Ahead.dll"), Path.Combine(_built, "dreamstack.wasm"));
        return ["node", Path.Combine(_peers, "dreamstack-ahead.mjs")];
    }

    private string[] Node(string name)
    {
        if (!Directory.Exists(Path.Combine(_peers, "node_modules"))) Run("npm", "ci", "--prefix", _peers, "--silent", "--no-audit", "--no-fund");
        return ["node", Path.Combine(_peers, "peer.mjs"), name];
    }

    private string[] Compiled(string compiler, string source, string[] libraries)
    {
        string program = Path.Combine(_built, Path.GetFileNameWithoutExtension(source));
        Run(compiler, ["-O2", Path.Combine(_peers, source), .. libraries, "-o", program]);
        return [program];
    }

    private static string[] Box2D3()
    {
        string? folder = Environment.GetEnvironmentVariable("BOX2D3");
        if (folder is null) throw new InvalidOperationException("set BOX2D3 to a built checkout of Box2D v3 (bench/physics/README.md)");
        return ["-I", Path.Combine(folder, "include"), Path.Combine(folder, "build", "src", "libbox2d.a"), "-lm", "-lpthread"];
    }

    private static void Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {(output.Result + errors.Result).Trim().ReplaceLineEndings(" ")}");
    }
}
