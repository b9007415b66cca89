using System.CommandLine;
using DreamStack.App.Hosting;
using DreamStack.Cli.Terminal;

namespace DreamStack.Cli.Verbs;

/// <summary>`ds source`: the sources this tool can be.</summary>
internal static class SourceVerb
{
    public static Command Create(IPictureRenderer? renderer) => new Verb(
        "source", "Be the source of a stream.", "ds source springs", "ds source springs --relay ws://example.org:9100 --stream demo")
    {
        SourceSpringsVerb.Create(renderer),
    };
}
