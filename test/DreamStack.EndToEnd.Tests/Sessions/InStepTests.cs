using DreamStack.EndToEnd.Tests.Browser;
using DreamStack.Relay;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Sessions;

[Collection(BrowserCollection.Name)]
public sealed class InStepTests(ChromiumFixture chromium)
{
    private const double TogetherMs = 17;
    private const double Share = 0.95;
    private const int Answers = 20;
    private const int Pictures = 200;
    private static readonly TimeSpan s_jitter = TimeSpan.FromMilliseconds(50);

    [Fact]
    public async Task Two_tabs_in_step_show_the_same_picture_at_once_whatever_their_ways_do()
    {
        await using RelayServer relay = await PageRelay.StartAsync();
        await using TickingSource source = await TickingSource.StartAsync(relay.Address);
        await using JitterProxy oneWay = new(relay.Address, s_jitter, seed: 1);
        await using JitterProxy otherWay = new(relay.Address, s_jitter, seed: 2);
        await using ViewPage one = await ViewPage.OpenAsync(chromium, oneWay.Address, "delta", proof: false);
        await using ViewPage other = await ViewPage.OpenAsync(chromium, otherWay.Address, "delta", proof: false);
        foreach (ViewPage view in (ViewPage[])[one, other])
        {
            await view.Page.EvaluateAsync("() => window.view.toggleAttribute('in-step', true)");
            await view.Tab.UntilAsync($"window.view.stats?.sync?.answers >= {Answers} && window.view.stats.inStep");
            await view.Page.EvaluateAsync(
                """
                () => {
                  window.moments = {};
                  window.view.addEventListener('picture', ({ detail }) => { window.moments[detail.fullSeq] = detail.at; });
                }
                """);
        }

        await other.Tab.UntilAsync($"Object.keys(window.moments).length >= {Pictures}");
        Dictionary<string, double> first = await MomentsAsync(one), second = await MomentsAsync(other);
        (long from, long to) = (Math.Max(Least(first), Least(second)), Math.Min(Most(first), Most(second)));
        string[] all = [.. first.Keys.Union(second.Keys).Where(seq => long.Parse(seq) >= from && long.Parse(seq) <= to)];
        double[] apart = [.. all.Where(first.ContainsKey).Where(second.ContainsKey).Select(seq => Math.Abs(first[seq] - second[seq])).Order()];
        int together = apart.Count(ms => ms <= TogetherMs);
        string figures = $"{together} of {all.Length} together, {all.Length - apart.Length} shown by one only, "
            + $"half within {apart[apart.Length / 2]:F1} ms, 95 of 100 within {apart[(int)(apart.Length * 0.95)]:F1} ms";
        foreach (ViewPage view in (ViewPage[])[one, other])
        {
            figures += "\n" + await view.Page.EvaluateAsync<string>("JSON.stringify({ ...window.view.stats, moments: Object.keys(window.moments).length })");
        }

        TestContext.Current.TestOutputHelper?.WriteLine(figures);
        Assert.True(all.Length >= Pictures / 2 && together >= Share * all.Length, figures);
        one.Tab.AssertQuiet();
        other.Tab.AssertQuiet();
    }

    private static Task<Dictionary<string, double>> MomentsAsync(ViewPage view) =>
        view.Page.EvaluateAsync<Dictionary<string, double>>("window.moments");

    private static long Least(Dictionary<string, double> moments) => moments.Keys.Min(long.Parse);

    private static long Most(Dictionary<string, double> moments) => moments.Keys.Max(long.Parse);
}
