namespace DreamStack.Cli.Prove;

/// <summary>Something that a proof was asked to show.</summary>
/// <param name="Promise">What should be so.</param>
/// <param name="Seen">What was seen.</param>
/// <param name="Holds">It is so; null when this machine could not show it.</param>
internal sealed record ProofClaim(string Promise, string Seen, bool? Holds);
