using System.CommandLine;

namespace DreamStack.Cli.Terminal;

/// <summary>A command whose help ends with lines to copy.</summary>
internal sealed class Verb(string name, string description, params string[] examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples { get; } = examples;
}
