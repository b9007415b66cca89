using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using DreamStack.App.Hosting;
using DreamStack.Cli.Terminal;
using DreamStack.Cli.Verbs;

namespace DreamStack.Cli;

/// <summary>The tool: its verbs, its help, and what its exit code says.</summary>
internal static class DsCommand
{
    /// <summary>All verbs; what the sources draw with is the caller's to choose and to dispose.</summary>
    public static RootCommand Create(IPictureRenderer? renderer = null)
    {
        RootCommand root = new("DreamStack: an app rendered in one place, shown and driven in another.")
        {
            DemoVerb.Create(renderer),
            RelayVerb.Create(),
            SourceVerb.Create(renderer),
            ReceiveVerb.Create(),
            BenchVerb.Create(),
            ProveVerb.Create(),
        };
        foreach (HelpOption help in root.Options.OfType<HelpOption>()) help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return root;
    }

    public static async Task<int> RunAsync(
        string[] args, TextWriter? output = null, TextWriter? error = null, IPictureRenderer? renderer = null)
    {
        InvocationConfiguration configuration = new()
        {
            Output = output ?? Console.Out,
            Error = error ?? Console.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeSpan.FromSeconds(10),
        };
        ParseResult parsed = Create(renderer).Parse(args);
        // What is wrong reads better alone; a verb that is missing needs the list of verbs.
        if (parsed.Action is ParseErrorAction wrong) wrong.ShowHelp = parsed.CommandResult.Command.Subcommands.Count > 0;
        try
        {
            int code = await parsed.InvokeAsync(configuration);
            return parsed.Errors.Count > 0 ? ExitCode.Usage : code;
        }
        catch (FailedException exception)
        {
            await configuration.Error.WriteLineAsync(exception.Message);
            return exception.ExitCode;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            await configuration.Error.WriteLineAsync($"This is a fault of ds itself; please report it:\n{exception}");
            return ExitCode.Failed;
        }
    }
}
