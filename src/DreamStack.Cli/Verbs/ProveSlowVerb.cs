using System.CommandLine;
using DreamStack.Cli.Prove;
using DreamStack.Cli.Prove.Slow;
using DreamStack.Cli.Terminal;

namespace DreamStack.Cli.Verbs;

/// <summary>`ds prove slow`: one slow viewer, one that stops reading.</summary>
internal static class ProveSlowVerb
{
    public static Command Create()
    {
        Option<double> minutes = ProofOutput.Minutes(10);
        return ProofOutput.AddTo(
            new Verb(
                "slow", "Of 20 viewers one is slow and one stops reading: nobody else notices (Linux, root).", "ds prove slow", "ds prove slow --minutes 1")
            {
                minutes,
            },
            parsed => new SlowProof(parsed.GetValue(minutes)));
    }
}
