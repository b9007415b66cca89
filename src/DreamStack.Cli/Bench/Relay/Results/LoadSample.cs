namespace DreamStack.Cli.Bench.Relay.Results;

/// <summary>What one round came to.</summary>
internal sealed class LoadSample
{
    private readonly SortedDictionary<Metric, double> _values = [];

    public IReadOnlyDictionary<Metric, double> Values => _values;

    public void Add(Metric metric, double value) => _values.Add(metric, value);
}
