using System.CommandLine;
using DreamStack.Cli.Terminal;

namespace DreamStack.Cli.Verbs;

/// <summary>`ds prove`: what the relay promises, shown on this machine.</summary>
internal static class ProveVerb
{
    public static Command Create() => new Verb(
        "prove", "Show on this machine what the relay promises; exit code 1 when something does not hold.",
        "ds prove storm", "ds prove soak --minutes 30", "ds prove slow --minutes 10", "ds prove wan")
    {
        ProveStormVerb.Create(), ProveSoakVerb.Create(), ProveSlowVerb.Create(), ProveWanVerb.Create(),
    };
}
