using System.CommandLine;
using DreamStack.Cli.Prove;
using DreamStack.Cli.Prove.Storm;
using DreamStack.Cli.Terminal;

namespace DreamStack.Cli.Verbs;

/// <summary>`ds prove storm`: hundreds of viewers at once.</summary>
internal static class ProveStormVerb
{
    public static Command Create()
    {
        Option<int> viewers = ProofOutput.Number("--viewers", "How many join at once, 2 to 2000", 500, 2, 2000);
        Option<int> rounds = ProofOutput.Number("--rounds", "How often, taking turns with one viewer alone", 3, 1, 100);
        return ProofOutput.AddTo(
            new Verb("storm", "Hundreds of viewers join one stream within a second.", "ds prove storm", "ds prove storm --viewers 100 --rounds 1")
            {
                viewers, rounds,
            },
            parsed => new StormProof(parsed.GetValue(viewers), parsed.GetValue(rounds)));
    }
}
