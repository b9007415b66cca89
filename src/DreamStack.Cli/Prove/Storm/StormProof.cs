namespace DreamStack.Cli.Prove.Storm;

/// <summary>Hundreds of viewers join one stream within a second.</summary>
internal sealed class StormProof : IProof
{
    public string Name => "storm";

    public string Title => "Join storm";

    public string Command => "ds prove storm";

    public string Method => "";

    public string? Missing => "it is not made yet.";

    public Task RunAsync(ProofRun run, CancellationToken cancellation) => Task.CompletedTask;

    public IEnumerable<ProofClaim> Judge(ProofRecord record) => [];
}
