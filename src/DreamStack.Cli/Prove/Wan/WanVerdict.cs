using System.Globalization;
using DreamStack.Cli.Bench.Relay.Servers;

namespace DreamStack.Cli.Prove.Wan;

/// <summary>What the parts of this proof say together.</summary>
internal sealed class WanVerdict(ProofRecord record)
{
    // What a clock of milliseconds and a busy machine add by themselves.
    private const double Same = 1.25;
    private const double SameMs = 1;
    private const string Beside = "ws";

    public IEnumerable<ProofClaim> Claims()
    {
        foreach (WanLoad mixed in WanLoad.All.Where(load => load is { Near: > 0, Far: > 0 }))
        {
            WanLoad near = new(mixed.Near, 0, mixed.Far);
            if (Of(PeerCatalog.Relay, mixed) is not { } far || Of(PeerCatalog.Relay, near) is not { } same) continue;
            (double with, double without) = (far[WanFigure.NearP99], same[WanFigure.NearP99]);
            yield return new ProofClaim(
                $"{mixed.Near} near viewers' p99 is the same whether {mixed.Far} more are far or near",
                $"{Ms(with)} and {Ms(without)}; they alone {Ms(Of(PeerCatalog.Relay, new WanLoad(mixed.Near, 0))?[WanFigure.NearP99])}",
                with <= (without * Same) + SameMs);
        }

        foreach (WanLoad load in WanLoad.All.Where(load => load.Far > 0))
        {
            if (Of(PeerCatalog.Relay, load) is not { } relay) continue;
            ProofPart? ws = Of(Beside, load);
            (double ours, double? theirs) = (relay[WanFigure.FarInputP99], ws?[WanFigure.FarInputP99]);
            yield return new ProofClaim(
                $"{load.Name}: far input → picture p99 no later than with ws", $"{Ms(ours)} and {Ms(theirs)}",
                theirs is { } late ? ours <= (late * Same) + SameMs : null);
        }

        foreach (WanLoad load in WanLoad.All.Where(load => load.Viewers > 1 && load.Beside == 0 && load.Far > 0))
        {
            if (Of(PeerCatalog.Relay, load) is not { } relay) continue;
            (double ours, double? theirs) = (relay[WanFigure.ViewersPerCore], Of(Beside, load)?[WanFigure.ViewersPerCore]);
            yield return new ProofClaim(
                $"{load.Name}: viewers a core at 60 pictures a second, no fewer than with ws",
                $"{ours:0} and {(theirs is { } they ? they.ToString("0", CultureInfo.InvariantCulture) : "–")}", theirs is { } fewer ? ours >= fewer : null);
        }

        ProofPart[] checkedParts = [.. record.Parts.Where(part => part.Figures.ContainsKey(WanFigure.Checked))];
        double pictures = checkedParts.Sum(part => part[WanFigure.Checked]);
        double diverged = checkedParts.Sum(part => part[WanFigure.Diverged]);
        yield return new ProofClaim("no viewer's picture differs from the source's", $"{diverged:0} of {pictures:0} checked", pictures > 0 ? diverged == 0 : null);
    }

    private static string Ms(double? value) => value is { } ms ? $"{ProofReport.Figure(ms)} ms" : "–";

    private ProofPart? Of(string server, WanLoad load) => record.Find(WanProof.PartOf(load, server));
}
