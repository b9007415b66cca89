namespace DreamStack.Cli.Prove;

/// <summary>One thing that `ds prove` shows.</summary>
internal interface IProof
{
    /// <summary>The word after `ds prove`, and how its result's file is called.</summary>
    string Name { get; }

    /// <summary>Headline of the result.</summary>
    string Title { get; }

    /// <summary>The line that makes this result again.</summary>
    string Command { get; }

    /// <summary>How it is shown, as Markdown; the end of the result.</summary>
    string Method { get; }

    /// <summary>What is missing here and what to do about it; null when it can run.</summary>
    string? Missing { get; }

    /// <summary>Makes the parts that the run does not have yet and hands each to it.</summary>
    Task RunAsync(ProofRun run, CancellationToken cancellation);

    /// <summary>What the parts show; a part may still be missing.</summary>
    IEnumerable<ProofClaim> Judge(ProofRecord record);
}
