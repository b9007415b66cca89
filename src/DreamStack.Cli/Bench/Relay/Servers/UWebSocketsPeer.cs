using DreamStack.Cli.Bench.Relay.Protocols;

namespace DreamStack.Cli.Bench.Relay.Servers;

/// <summary>A broadcast server on uWebSockets, built here from a checkout that the environment names.</summary>
internal static class UWebSocketsPeer
{
    /// <summary>What names the checkout.</summary>
    public const string Variable = "UWEBSOCKETS";

    /// <summary>What the table calls it.</summary>
    public const string Name = "uws";

    /// <summary>The peer, built when it can be.</summary>
    public static LoadPeer Find(string folder)
    {
        string? checkout = Environment.GetEnvironmentVariable(Variable);
        string program = Path.Combine(AppContext.BaseDirectory, "bench-uws");
        return new LoadPeer(Name, new WebSocketProtocol(), program)
        {
            Missing = string.IsNullOrEmpty(checkout)
                ? $"set {Variable} to a checkout of github.com/uNetworking/uWebSockets with its submodule uSockets"
                : Build(checkout, Path.Combine(folder, "uws.cpp"), program),
            Version = string.IsNullOrEmpty(checkout) ? ""
                : $"uWebSockets {InstalledProgram.VersionOf("git", "-C", checkout, "describe", "--tags", "--always")}, C++, "
                    + InstalledProgram.VersionOf("c++"),
        };
    }

    // Why it cannot be built; null when it has been.
    private static string? Build(string checkout, string source, string program)
    {
        string sockets = Path.Combine(checkout, "uSockets", "src");
        if (!Directory.Exists(sockets)) return $"{checkout} has no uSockets in it: git submodule update --init uSockets";
        if (InstalledProgram.VersionOf("c++") is null) return "no C++ compiler: apt-get install g++";
        if (InstalledProgram.IsBuilt(program, source)) return null;
        string library = $"{program}-sockets.o";
        string[] parts = [.. Directory.GetFiles(sockets, "*.c"), .. Directory.GetFiles(Path.Combine(sockets, "eventing"), "*.c")];
        bool built = InstalledProgram.Run("cc", ["-O3", "-w", "-DLIBUS_NO_SSL", $"-I{sockets}", "-r", "-o", library, .. parts]) is not null
            && InstalledProgram.Run(
                "c++", "-O3", "-w", "-std=c++20", "-DLIBUS_NO_SSL", "-DUWS_NO_ZLIB", $"-I{Path.Combine(checkout, "src")}", $"-I{sockets}",
                "-o", program, source, library, "-lpthread") is not null;
        return built ? null : $"{source} does not compile against {checkout}";
    }
}
