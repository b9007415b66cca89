using System.Runtime.InteropServices;
using DreamStack.Cli.Bench.Relay.Protocols;
using DreamStack.Cli.Results;

namespace DreamStack.Cli.Bench.Relay.Servers;

/// <summary>Finds the servers that can be measured on this machine.</summary>
internal static class PeerCatalog
{
    /// <summary>The name of this tool's own relay.</summary>
    public const string Relay = "relay";

    /// <summary>The name of the program that does nothing but pass bytes on.</summary>
    public const string Limit = "limit";

    private const string Folder = "bench/relay";

    /// <summary>All that are known, in the order of the table.</summary>
    public static IReadOnlyList<LoadPeer> All(IEnumerable<string> named)
    {
        string folder = FindFolder();
        string limit = BuildLimit(folder, out string? missing);
        return
        [
            OwnRelay(), Ws(folder), Nats(), UWebSocketsPeer.Find(folder), .. named.Select(Named),
            new(Limit, new LimitProtocol(plainReaders: false), limit) { Missing = missing, Version = $"C, {InstalledProgram.VersionOf("cc")}" },
            new("plain", new LimitProtocol(plainReaders: true), limit)
            {
                Missing = missing, JudgesGenerator = true, Version = "the limit again, its viewers count bytes and look at none",
            },
        ];
    }

    /// <summary>A peer as <c>--peer name=command</c> says it: a WebSocket server that prints its port.</summary>
    public static LoadPeer Named(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        string[] words = equals < 1 ? [] : text[(equals + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0) throw new FailedException($"--peer {text}: say name=command.", ExitCode.Usage);
        return new LoadPeer(text[..equals], new WebSocketProtocol(), words[0], words[1..]) { Version = string.Join(' ', words) };
    }

    /// <summary>This tool's own relay as `ds bench relay-server` starts it, told more than its port.</summary>
    public static LoadPeer OwnRelay(params string[] more) =>
        OwnTool(["bench", "relay-server", .. more]) with { TellsMemory = true, Version = RuntimeInformation.FrameworkDescription };

    /// <summary>This tool once more, to do something else.</summary>
    public static LoadPeer OwnTool(params string[] arguments)
    {
        string self = Environment.ProcessPath ?? throw new FailedException("The tool does not know its own path.");
        // Started as `dotnet ds.dll`, the process is the host and needs to be told the program again.
        string[] program = Path.GetFileNameWithoutExtension(self) == "dotnet" ? [Environment.GetCommandLineArgs()[0]] : [];
        return new LoadPeer(Relay, new WebSocketProtocol(), self, [.. program, .. arguments]);
    }

    /// <summary>The broadcast server on ws, told more than its port.</summary>
    public static LoadPeer Ws(params string[] more) => Ws(FindFolder(), more);

    private static LoadPeer Ws(string folder, params string[] more) =>
        new("ws", new WebSocketProtocol(), "node", [Path.Combine(folder, "ws-server.mjs"), .. more])
    {
        Missing = InstalledProgram.VersionOf("node") is null ? "node is not installed: apt-get install nodejs npm"
            : Directory.Exists(Path.Combine(folder, "node_modules", "ws")) ? null : $"run `npm ci` in {Folder}",
        Version = $"node {InstalledProgram.VersionOf("node")}",
    };

    private static LoadPeer Nats()
    {
        string? version = InstalledProgram.VersionOf("nats-server");
        return new LoadPeer("nats", new NatsProtocol(), "nats-server", "-a", "127.0.0.1", "-p", "-1")
        {
            Missing = version is null ? "nats-server is not installed: apt-get install nats-server" : null,
            Version = $"{version}, plain TCP",
        };
    }

    private static string BuildLimit(string folder, out string? missing)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "bench-limit");
        string source = Path.Combine(folder, "limit.c");
        missing = null;
        if (InstalledProgram.IsBuilt(program, source)) return program;
        if (InstalledProgram.VersionOf("cc") is null) missing = "no C compiler: apt-get install gcc libc6-dev";
        else if (InstalledProgram.Run("cc", "-O2", "-o", program, source) is null) missing = $"{Folder}/limit.c does not compile here: apt-get install libc6-dev";
        return program;
    }

    private static string FindFolder() => Path.GetDirectoryName(Checkout.Find(Folder, "limit.c"))
        ?? throw new FailedException($"{Folder} was not found; run this inside the repository.");
}
