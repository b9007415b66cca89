using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace DreamStack.Cli.Terminal;

/// <summary>The usual help, then examples and what the exit codes mean.</summary>
internal sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    private static readonly string[] Start = ["ds demo", "ds receive --save frame.png", "ds <verb> --help"];

    public override int Invoke(ParseResult parseResult)
    {
        int code = usual.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        IReadOnlyList<string> examples = parseResult.CommandResult.Command switch
        {
            Verb verb => verb.Examples,
            RootCommand => Start,
            _ => [],
        };
        if (examples.Count > 0)
        {
            output.WriteLine("Examples:");
            foreach (string example in examples) output.WriteLine($"  {example}");
            output.WriteLine();
        }

        output.WriteLine("Exit codes:");
        output.WriteLine($"  {ExitCode.Explanation}");
        return code;
    }

    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;
}
