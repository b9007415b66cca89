using System.Text.Json;
using System.Text.RegularExpressions;
using DreamStack.Relay.Tests.Peers;
using DreamStack.Streaming.Pictures;
using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.Tests.Telemetry;

public sealed partial class DashboardTests : RelayTest
{
    private const int Columns = 24;

    // What the one who scrapes adds to every series.
    private static readonly string[] Scraped = ["job", "instance"];

    // What Grafana itself fills in.
    private static readonly string[] Given = ["__rate_interval"];

    [Fact]
    public async Task The_dashboard_asks_for_nothing_that_the_relay_does_not_say()
    {
        Dictionary<string, HashSet<string>> said = await SaidAsync();
        using JsonDocument dashboard = await ReadAsync();
        Assert.All(Targets(dashboard), target =>
        {
            string asked = Text(target, "expr");
            string[] names = [.. Names().Matches(asked).Select(name => name.Value)];
            Assert.All(names, name => Assert.True(said.ContainsKey(name), $"{asked} asks for a figure that is not there."));
            string name = Assert.Single(names);
            IEnumerable<string> labels = Matchers().Matches(asked).Select(label => label.Groups["label"].Value)
                .Concat(Groups().Matches(asked).SelectMany(group => group.Groups["labels"].Value.Split(',', StringSplitOptions.TrimEntries)))
                .Concat(Legends().Matches(Text(target, "legendFormat")).Select(label => label.Groups["label"].Value));
            Assert.All(labels, label => Assert.True(Scraped.Contains(label) || said[name].Contains(label), $"{asked} asks for the label {label}, which is not there."));
        });
    }

    [Fact]
    public async Task Nobody_counts_as_slow_whose_page_is_hidden()
    {
        using JsonDocument dashboard = await ReadAsync();
        JsonElement slow = Panels(dashboard).Single(panel => Text(panel, "title") == "Slow viewers" && Text(panel, "type") == "stat");
        Assert.Contains("reason!=\"hidden\"", Text(slow.GetProperty("targets")[0], "expr"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_dashboard_has_the_form_that_its_version_of_Grafana_reads()
    {
        using JsonDocument dashboard = await ReadAsync();
        JsonElement root = dashboard.RootElement;
        Assert.Equal(39, root.GetProperty("schemaVersion").GetInt32());
        Assert.Equal("10.4.0", Text(root.GetProperty("__requires").EnumerateArray().Single(needed => Text(needed, "type") == "grafana"), "version"));
        JsonElement input = Assert.Single(root.GetProperty("__inputs").EnumerateArray());
        Assert.Equal(("datasource", "prometheus"), (Text(input, "type"), Text(input, "pluginId")));

        JsonElement[] variables = [.. root.GetProperty("templating").GetProperty("list").EnumerateArray()];
        JsonElement source = variables.Single(variable => Text(variable, "type") == "datasource");
        Assert.Equal($"${{{Text(input, "name")}}}", Text(source.GetProperty("current"), "value"));
        string chosen = $"${{{Text(source, "name")}}}";
        string[] known = [.. variables.Select(variable => Text(variable, "name")), .. Given];
        JsonElement[] panels = [.. Panels(dashboard)];
        Assert.All(panels.Concat(Targets(dashboard)), asking =>
            Assert.Equal(("prometheus", chosen), (Text(asking.GetProperty("datasource"), "type"), Text(asking.GetProperty("datasource"), "uid"))));
        Assert.All(Targets(dashboard), target => Assert.All(Variables().Matches(Text(target, "expr")), used => Assert.Contains(used.Groups["name"].Value, known)));
        Assert.All(panels, panel =>
        {
            Assert.Contains(Text(panel, "type"), (string[])["stat", "timeseries"]);
            Assert.False(string.IsNullOrEmpty(Text(panel.GetProperty("fieldConfig").GetProperty("defaults"), "unit")));
            string[] targets = [.. panel.GetProperty("targets").EnumerateArray().Select(target => Text(target, "refId"))];
            Assert.True(targets.Length > 0 && targets.Distinct().Count() == targets.Length, Text(panel, "title"));
        });
        Assert.Equal(panels.Length, panels.Select(panel => panel.GetProperty("id").GetInt32()).Distinct().Count());
    }

    [Fact]
    public async Task No_panel_lies_on_another_or_beyond_the_edge()
    {
        using JsonDocument dashboard = await ReadAsync();
        HashSet<(int X, int Y)> taken = [];
        foreach (JsonElement panel in Panels(dashboard))
        {
            JsonElement place = panel.GetProperty("gridPos");
            (int x, int y, int w, int h) = (place.GetProperty("x").GetInt32(), place.GetProperty("y").GetInt32(), place.GetProperty("w").GetInt32(), place.GetProperty("h").GetInt32());
            Assert.True(x >= 0 && w > 0 && h > 0 && x + w <= Columns, Text(panel, "title"));
            for (int i = 0; i < w * h; i++) Assert.True(taken.Add((x + (i % w), y + (i / w))), $"{Text(panel, "title")} lies on another panel.");
        }
    }

    // Each figure with its labels, of a relay that has a source, a viewer and an input.
    private async Task<Dictionary<string, HashSet<string>>> SaidAsync()
    {
        (TestPeer source, _) = await SourceAsync();
        (TestPeer viewer, _) = await ViewerAsync();
        await viewer.SendAsync(InputType.Pointer, [1, 0, 1, 0, 1]);
        await source.SendAsync(new TestPainter().Paint());
        await DecodeUntilAsync(viewer, new PictureDecoder(), 0);
        await source.NextAsync(message => message.Header.IsInput && message.Header.InputType == InputType.Pointer);
        using HttpClient http = new();
        Exposition text = Exposition.Parse(await http.GetStringAsync(new Uri(Relay.Address, "/metrics"), TestContext.Current.CancellationToken));
        Dictionary<string, HashSet<string>> said = text.Types.Keys.ToDictionary(name => name, _ => new HashSet<string>());
        foreach (string series in text.Series.Keys)
        {
            int brace = series.IndexOf('{', StringComparison.Ordinal);
            if (brace < 0 || !said.TryGetValue(series[..brace], out HashSet<string>? labels)) continue;
            foreach (Match label in Matchers().Matches(series[brace..])) labels.Add(label.Groups["label"].Value);
        }

        return said;
    }

    private static async Task<JsonDocument> ReadAsync() =>
        JsonDocument.Parse(await File.ReadAllTextAsync(Checkout.At("docs", "grafana", "dreamstack.json"), TestContext.Current.CancellationToken));

    private static JsonElement.ArrayEnumerator Panels(JsonDocument dashboard) => dashboard.RootElement.GetProperty("panels").EnumerateArray();

    private static IEnumerable<JsonElement> Targets(JsonDocument dashboard) =>
        Panels(dashboard).SelectMany(panel => panel.GetProperty("targets").EnumerateArray());

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    [GeneratedRegex("dreamstack_[a-z_]+")]
    private static partial Regex Names();

    // {label="value"}, with any of the four ways to compare.
    [GeneratedRegex(@"[{,]\s*(?<label>[a-z_]+)\s*(?:=~|!~|!=|=)\s*""")]
    private static partial Regex Matchers();

    [GeneratedRegex(@"\b(?:by|without)\s*\((?<labels>[^)]*)\)")]
    private static partial Regex Groups();

    [GeneratedRegex(@"\{\{(?<label>[^}]+)\}\}")]
    private static partial Regex Legends();

    [GeneratedRegex(@"\$\{?(?<name>\w+)")]
    private static partial Regex Variables();
}
