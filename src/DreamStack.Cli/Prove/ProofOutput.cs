using System.CommandLine;
using DreamStack.Cli.Results;
using DreamStack.Cli.Terminal;

namespace DreamStack.Cli.Prove;

/// <summary>Where a result goes, and whether parts that lie there are kept: options that all proofs share.</summary>
internal sealed record ProofOutput(FileInfo? File, bool Resume)
{
    /// <summary>The result's whole path; bench/results of the checkout unless the user said another.</summary>
    public string FileOf(string proof) => File?.FullName
        ?? Path.Combine(
            Checkout.Find("bench", "results") ?? throw new FailedException("bench/results was not found: run this inside the repository, or say --output.", ExitCode.Usage),
            proof + ".md");

    /// <summary>A verb that runs the proof its own options describe; <paramref name="verb"/> has those already.</summary>
    public static Verb AddTo(Verb verb, Func<ParseResult, IProof> proof)
    {
        Option<FileInfo?> output = new("--output")
        {
            Description = $"Write the result here, and its parts as .json beside it; bench/results/{verb.Name}.md unless said", HelpName = "file",
        };
        Option<bool> resume = new("--resume") { Description = "Keep the parts that lie beside the output already" };
        verb.Add(output);
        verb.Add(resume);
        verb.SetAction(async (parsed, cancellation) =>
        {
            bool holds = await ProofRun.RunAsync(
                proof(parsed), new ProofOutput(parsed.GetValue(output), parsed.GetValue(resume)), TimeProvider.System,
                parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error, cancellation);
            return holds ? ExitCode.Done : ExitCode.Failed;
        });
        return verb;
    }

    /// <summary>An option that is a whole number between two others.</summary>
    public static Option<int> Number(string name, string description, int usual, int least, int most)
    {
        Option<int> option = new(name) { Description = description, DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var value && (value < least || value > most)) result.AddError($"{name} is a number from {least} to {most}.");
        });
        return option;
    }

    /// <summary>The option for how long a proof lasts.</summary>
    public static Option<double> Minutes(double usual)
    {
        Option<double> option = new("--minutes") { Description = "How long, 0.1 to 1440", DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0.1 and <= 1440)) result.AddError("--minutes is a number from 0.1 to 1440.");
        });
        return option;
    }
}
