using DreamStack.Cli.Bench.Relay.Loads;
using DreamStack.Cli.Bench.Relay.Servers;

namespace DreamStack.Cli.Bench.Relay;

/// <summary>What a run does.</summary>
internal sealed record LoadPlan(IReadOnlyList<Load> Loads, IReadOnlyList<LoadPeer> Peers, int Rounds, TimeSpan Duration)
{
    // Each needs a server of its own and seconds to settle; memory varies little.
    private const int MostIdleRounds = 3;

    /// <summary>Chooses by names; a load is also chosen by how its name begins.</summary>
    public static LoadPlan Choose(
        IReadOnlyList<string> only, IReadOnlyList<string> names, IReadOnlyList<LoadPeer> peers, int rounds, TimeSpan duration)
    {
        foreach (string wish in only.Where(wish => !Load.All.Any(load => Fits(load, wish))))
        {
            throw new FailedException(
                $"No load is called {wish}; there are {string.Join(", ", Load.All.Select(load => load.Name))}.", ExitCode.Usage);
        }

        foreach (string name in names.Where(name => !peers.Any(peer => peer.Name == name)))
        {
            throw new FailedException(
                $"No peer is called {name}; there are {string.Join(", ", peers.Select(peer => peer.Name))}.", ExitCode.Usage);
        }

        return new LoadPlan(
            [.. Load.All.Where(load => only.Count == 0 || only.Any(wish => Fits(load, wish)))],
            [.. peers.Where(peer => names.Count == 0 || peer.Name == PeerCatalog.Relay || names.Contains(peer.Name))],
            rounds, duration);
    }

    /// <summary>The servers that a load runs against here.</summary>
    public IReadOnlyList<LoadPeer> PeersOf(Load load) =>
        [.. Peers.Where(peer => peer.Missing is null && (!peer.JudgesGenerator || load.JudgesGenerator))];

    public int RoundsOf(Load load) => load.Kind == LoadKind.Idle ? Math.Min(Rounds, MostIdleRounds) : Rounds;

    private static bool Fits(Load load, string wish) =>
        load.Name == wish || load.Name.StartsWith(wish + "-", StringComparison.Ordinal);
}
