using System.CommandLine;
using DreamStack.Cli.Prove;
using DreamStack.Cli.Prove.Soak;
using DreamStack.Cli.Terminal;

namespace DreamStack.Cli.Verbs;

/// <summary>`ds prove soak`: the demo for half an hour.</summary>
internal static class ProveSoakVerb
{
    public static Command Create()
    {
        Option<double> minutes = ProofOutput.Minutes(30);
        Option<bool> noTab = new("--no-tab") { Description = "Let no Chromium watch" };
        return ProofOutput.AddTo(
            new Verb("soak", "The demo runs for half an hour under everything viewers do.", "ds prove soak", "ds prove soak --minutes 30 --resume")
            {
                minutes, noTab,
            },
            parsed => new SoakProof(parsed.GetValue(minutes), !parsed.GetValue(noTab)));
    }
}
