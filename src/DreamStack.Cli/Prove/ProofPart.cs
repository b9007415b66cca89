namespace DreamStack.Cli.Prove;

/// <summary>One finished part of a proof: what was measured in it, under names, in the order of the table.</summary>
internal sealed record ProofPart
{
    /// <summary>Unique in its proof.</summary>
    public required string Name { get; init; }

    /// <summary>Figures by name; the unit belongs to the name.</summary>
    public Dictionary<string, double> Figures { get; init; } = [];

    /// <summary>What a figure cannot say; shown beneath the table.</summary>
    public List<string> Notes { get; init; } = [];

    public double this[string figure] => Figures[figure];
}
