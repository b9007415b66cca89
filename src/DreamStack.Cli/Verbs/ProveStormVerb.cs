using System.CommandLine;
using DreamStack.Cli.Prove;
using DreamStack.Cli.Prove.Storm;
using DreamStack.Cli.Terminal;

namespace DreamStack.Cli.Verbs;

/// <summary>`ds prove storm`: 500 viewers at once.</summary>
internal static class ProveStormVerb
{
    public static Command Create() => ProofOutput.AddTo(
        new Verb("storm", "Hundreds of viewers join one stream within a second.", "ds prove storm"), _ => new StormProof());
}
