using System.Text.Json;
using DreamStack.Cli.Bench.Relay.Servers;

namespace DreamStack.Cli.Bench.Relay.Results;

/// <summary>A run as far as it has come: what <c>--resume</c> goes on from.</summary>
internal sealed record RunRecord
{
    /// <summary>How often each load runs against each server.</summary>
    public int Rounds { get; init; }

    /// <summary>How long a round lasts.</summary>
    public double Seconds { get; init; }

    /// <summary>The machine, the day and the commit; each part of a resumed run may have its own.</summary>
    public List<string> Facts { get; init; } = [];

    /// <summary>What each server is, and why one is missing.</summary>
    public SortedDictionary<string, string> Peers { get; init; } = [];

    public List<LoadRow> Rows { get; init; } = [];

    public static RunRecord? Read(string file) => File.Exists(file)
        ? JsonSerializer.Deserialize(File.ReadAllText(file), RunRecordJson.Default.RunRecord)
        : null;

    public bool Has(string load) => Rows.Any(row => row.Load == load);

    /// <summary>Adds a load's row, in place of an older one.</summary>
    public void Put(LoadRow row)
    {
        int at = Rows.FindIndex(old => old.Load == row.Load);
        if (at < 0) Rows.Add(row);
        else Rows[at] = row;
    }

    /// <summary>Notes where a run, or the rest of one, is made and against what.</summary>
    public void Note(IEnumerable<LoadPeer> peers, string fact)
    {
        foreach (LoadPeer peer in peers) Peers[peer.Name] = peer.Missing is { } why ? $"left out, {why}" : peer.Version;
        if (!Facts.Contains(fact)) Facts.Add(fact);
    }

    public void Write(string file) => File.WriteAllText(file, JsonSerializer.Serialize(this, RunRecordJson.Default.RunRecord));
}
