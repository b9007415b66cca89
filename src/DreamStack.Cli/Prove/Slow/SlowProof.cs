namespace DreamStack.Cli.Prove.Slow;

/// <summary>Of 20 viewers one is slow and one stops reading: nobody else notices.</summary>
internal sealed class SlowProof : IProof
{
    public string Name => "slow";

    public string Title => "A slow viewer and a frozen one";

    public string Command => "ds prove slow";

    public string Method => "";

    public string? Missing => "it is not made yet.";

    public Task RunAsync(ProofRun run, CancellationToken cancellation) => Task.CompletedTask;

    public IEnumerable<ProofClaim> Judge(ProofRecord record) => [];
}
