using System.CommandLine;
using DreamStack.Cli.Prove;
using DreamStack.Cli.Prove.Wan;
using DreamStack.Cli.Terminal;

namespace DreamStack.Cli.Verbs;

/// <summary>`ds prove wan`: viewers near and far over wss.</summary>
internal static class ProveWanVerb
{
    public static Command Create()
    {
        Option<double> seconds = new("--seconds") { Description = "How long each load is measured", DefaultValueFactory = _ => 10 };
        seconds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is < 1 or > 600) result.AddError("--seconds is a number from 1 to 600.");
        });
        Option<string[]> only = new("--only")
        {
            Description = "Only these loads, as near+far or near+far+beside", HelpName = "viewers", AllowMultipleArgumentsPerToken = true,
        };
        Verb verb = new(
            "wan", "Pictures, sound and inputs over wss, half of the viewers far away, beside ws (as root, on Linux).",
            "ds prove wan", "ds prove wan --only 5+5 --seconds 3 --output /tmp/wan.md")
        {
            seconds, only,
        };
        return ProofOutput.AddTo(verb, parsed => new WanProof(WanLoad.Choose(parsed.GetValue(only) ?? []), parsed.GetValue(seconds)));
    }
}
