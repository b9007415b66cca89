using System.CommandLine;
using DreamStack.Cli.Terminal;

namespace DreamStack.Cli.Verbs;

/// <summary>`ds bench`: quick measurements on this machine.</summary>
internal static class BenchVerb
{
    public static Command Create() => new Verb("bench", "Measure this machine.", "ds bench codec", "ds bench relay")
    {
        BenchCodecVerb.Create(), BenchRelayVerb.Create(), BenchRelayServerVerb.Create(),
    };
}
