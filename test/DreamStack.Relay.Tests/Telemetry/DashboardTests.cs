using System.Text.Json;
using System.Text.RegularExpressions;
using DreamStack.Relay.Tests.Peers;
using DreamStack.Streaming.Pictures;
using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.Tests.Telemetry;

public sealed partial class DashboardTests : RelayTest
{
    [Fact]
    public async Task The_dashboard_asks_for_nothing_that_the_relay_does_not_say()
    {
        (TestPeer source, _) = await SourceAsync();
        (TestPeer viewer, _) = await ViewerAsync();
        await viewer.SendAsync(InputType.Pointer, [1, 0, 1, 0, 1]);
        TestPainter painter = new();
        await source.SendAsync(painter.Paint());
        await DecodeUntilAsync(viewer, new PictureDecoder(), 0);
        await source.NextAsync(message => message.Header.IsInput && message.Header.InputType == InputType.Pointer);
        using HttpClient http = new();
        Exposition text = Exposition.Parse(await http.GetStringAsync(new Uri(Relay.Address, "/metrics"), TestContext.Current.CancellationToken));

        using JsonDocument dashboard = JsonDocument.Parse(await File.ReadAllTextAsync(Checkout.At("docs", "grafana", "dreamstack.json"), TestContext.Current.CancellationToken));
        Assert.True(dashboard.RootElement.GetProperty("schemaVersion").GetInt32() >= 39);
        Assert.Equal("prometheus", dashboard.RootElement.GetProperty("__inputs")[0].GetProperty("pluginId").GetString());
        List<string> asked = [];
        foreach (JsonElement panel in dashboard.RootElement.GetProperty("panels").EnumerateArray())
        {
            foreach (JsonElement target in panel.GetProperty("targets").EnumerateArray())
            {
                MatchCollection names = Names().Matches(target.GetProperty("expr").GetString()!);
                Assert.NotEmpty(names);
                asked.AddRange(names.Select(name => name.Value));
            }
        }

        Assert.All(asked, name => Assert.Contains(name, text.Types.Keys));
    }

    [GeneratedRegex("dreamstack_[a-z_]+")]
    private static partial Regex Names();
}
