namespace DreamStack.Cli.Prove.Soak;

/// <summary>The demo runs for half an hour under everything viewers do.</summary>
internal sealed class SoakProof : IProof
{
    public string Name => "soak";

    public string Title => "Soak";

    public string Command => "ds prove soak";

    public string Method => "";

    public string? Missing => "it is not made yet.";

    public Task RunAsync(ProofRun run, CancellationToken cancellation) => Task.CompletedTask;

    public IEnumerable<ProofClaim> Judge(ProofRecord record) => [];
}
