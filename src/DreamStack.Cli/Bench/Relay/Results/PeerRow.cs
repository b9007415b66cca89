namespace DreamStack.Cli.Bench.Relay.Results;

/// <summary>The rounds of one load against one server.</summary>
internal sealed record PeerRow
{
    /// <summary>Each measure's rounds.</summary>
    public SortedDictionary<Metric, List<double>> Rounds { get; init; } = [];

    /// <summary>Messages on their way at once; 0 where there is no window.</summary>
    public int Window { get; set; }

    /// <summary>Why there is nothing, or no more.</summary>
    public string? Failure { get; set; }

    public void Add(LoadSample sample)
    {
        foreach ((Metric metric, double value) in sample.Values)
        {
            if (!Rounds.TryGetValue(metric, out List<double>? rounds)) Rounds[metric] = rounds = [];
            rounds.Add(value);
        }
    }

    public Spread? Of(Metric metric) => Rounds.TryGetValue(metric, out List<double>? rounds) ? Spread.Of(rounds) : null;
}
