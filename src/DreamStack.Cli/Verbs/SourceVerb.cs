using System.CommandLine;
using DreamStack.App.Demos;
using DreamStack.App.Hosting;
using DreamStack.Cli.Terminal;

namespace DreamStack.Cli.Verbs;

/// <summary>`ds source`: the sources this tool can be.</summary>
internal static class SourceVerb
{
    public static Command Create(IPictureRenderer? renderer)
    {
        Verb verb = new("source", "Be the source of a stream.", "ds source springs", "ds source physics --relay ws://example.org:9100 --stream demo");
        foreach (string app in DemoApps.Names) verb.Add(SourceDemoVerb.Create(app, renderer));
        return verb;
    }
}
