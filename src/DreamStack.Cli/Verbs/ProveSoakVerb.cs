using System.CommandLine;
using DreamStack.Cli.Prove;
using DreamStack.Cli.Prove.Soak;
using DreamStack.Cli.Terminal;

namespace DreamStack.Cli.Verbs;

/// <summary>`ds prove soak`: the demo for half an hour.</summary>
internal static class ProveSoakVerb
{
    public static Command Create() => ProofOutput.AddTo(
        new Verb("soak", "The demo runs for half an hour under everything viewers do.", "ds prove soak"), _ => new SoakProof());
}
