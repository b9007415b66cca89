using System.Globalization;
using System.Text;
using DreamStack.Cli.Bench.Relay.Servers;

namespace DreamStack.Cli.Bench.Relay.Results;

/// <summary>The table of a run, as Markdown: a line for each measure of each load, a column for each server.</summary>
internal static class LoadReport
{
    public static string Write(RunRecord run, string command)
    {
        string[] peers = [.. run.Rows.SelectMany(row => row.Peers.Keys).Concat(run.Peers.Keys).Distinct().OrderBy(Place)];
        string[] others = [.. peers.Where(peer => peer != PeerCatalog.Relay)];
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"""
            # The relay beside its peers

            `{command}` (after `npm ci` in `bench/relay` and, as root, `apt-get install nats-server gcc g++`; `UWEBSOCKETS` names a
            checkout of github.com/uNetworking/uWebSockets with its submodule uSockets)


            """);
        foreach (string fact in run.Facts) text.Append(CultureInfo.InvariantCulture, $"- {fact}\n");
        foreach ((string name, string what) in run.Peers) text.Append(CultureInfo.InvariantCulture, $"- {name}: {what}\n");
        text.Append('\n').Append(string.Create(CultureInfo.InvariantCulture, $"Medians of {run.Rounds} interleaved rounds of {run.Seconds} s, least–most. Ratios are relay ÷ the other's median: "))
            .Append("above 1 is better for rates, below 1 for all else. A dash: not measured, or 0 to divide by.\n\n");
        text.Append(CultureInfo.InvariantCulture,
            $"| load | measure | {string.Join(" | ", peers)} | {string.Join(" | ", others.Select(peer => $"÷ {peer}"))} |\n");
        text.Insert(text.Length, "|---").Insert(text.Length, "|---", 1 + peers.Length + others.Length).Append("|\n");
        foreach (LoadRow row in run.Rows) WriteRow(text, row, peers, others);
        WriteWindows(text, run, peers);
        WriteFailures(text, run);
        return text.Append('\n').Append(LoadNotes.Text).ToString();
    }

    private static int Place(string peer) => peer switch
    {
        PeerCatalog.Relay => 0,
        "ws" => 1,
        UWebSocketsPeer.Name => 2,
        "nats" => 3,
        PeerCatalog.Limit => 5,
        "plain" => 6,
        _ => 4,
    };

    private static void WriteRow(StringBuilder text, LoadRow row, string[] peers, string[] others)
    {
        foreach (Metric metric in Enum.GetValues<Metric>().Where(metric => row.Peers.Values.Any(peer => peer.Of(metric) is not null)))
        {
            IEnumerable<string> figures = peers.Select(peer => Of(row, peer, metric)?.ToString() ?? "–");
            IEnumerable<string> ratios = others.Select(peer => Ratio(row, peer, metric));
            text.Append(CultureInfo.InvariantCulture,
                $"| {row.Label} | {metric.Label()} | {string.Join(" | ", figures)} | {string.Join(" | ", ratios)} |\n");
        }
    }

    private static string Ratio(LoadRow row, string peer, Metric metric) =>
        metric.Compares() && Of(row, PeerCatalog.Relay, metric) is { } ours && Of(row, peer, metric) is { Median: > 0 } theirs
            ? (ours.Median / theirs.Median).ToString("0.00", CultureInfo.InvariantCulture)
            : "–";

    private static Spread? Of(LoadRow row, string peer, Metric metric) => row.Peers.GetValueOrDefault(peer)?.Of(metric);

    private static void WriteWindows(StringBuilder text, RunRecord run, string[] peers)
    {
        string[] lines =
        [
            .. run.Rows.Where(row => row.Peers.Values.Any(peer => peer.Window > 0)).Select(row =>
                $"{row.Label}: " + string.Join(", ", peers.Where(row.Peers.ContainsKey).Select(peer => $"{peer} {row.Peers[peer].Window}"))),
        ];
        if (lines.Length > 0) text.Append("\nMessages on their way at once: ").AppendJoin("; ", lines).Append(".\n");
    }

    private static void WriteFailures(StringBuilder text, RunRecord run)
    {
        foreach (LoadRow row in run.Rows)
        {
            foreach ((string name, PeerRow peer) in row.Peers.Where(peer => peer.Value.Failure is not null))
            {
                text.Append(CultureInfo.InvariantCulture, $"\n- {row.Label}, {name} failed: {peer.Failure}\n");
            }
        }
    }
}
