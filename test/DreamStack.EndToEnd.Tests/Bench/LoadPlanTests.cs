using DreamStack.Cli;
using DreamStack.Cli.Bench.Relay;
using DreamStack.Cli.Bench.Relay.Loads;
using DreamStack.Cli.Bench.Relay.Servers;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Bench;

public sealed class LoadPlanTests
{
    private static readonly LoadPeer[] Peers = [Peer(PeerCatalog.Relay), Peer("ws"), Peer("nats") with { Missing = "away" }, Peer("plain") with { JudgesGenerator = true }];

    [Fact]
    public void A_load_is_chosen_by_its_name_or_its_beginning()
    {
        LoadPlan plan = Choose(["small", "picture-1"], []);
        Assert.Equal(["picture-1", "small-100", "small-1000"], plan.Loads.Select(load => load.Name));
    }

    [Fact]
    public void The_relay_is_always_there_a_missing_peer_never_and_the_judge_where_it_judges()
    {
        LoadPlan plan = Choose([], []);
        foreach (Load load in plan.Loads)
        {
            string[] expected = load.JudgesGenerator ? ["relay", "ws", "plain"] : ["relay", "ws"];
            Assert.Equal(expected, plan.PeersOf(load).Select(peer => peer.Name));
        }

        Assert.Equal(["relay", "plain"], Choose([], ["plain"]).Peers.Select(peer => peer.Name));
    }

    [Fact]
    public void An_unknown_name_is_told_with_those_that_are_known()
    {
        Assert.Contains("burst-100", Assert.Throws<FailedException>(() => Choose(["bursts"], [])).Message, StringComparison.Ordinal);
        Assert.Contains("ws", Assert.Throws<FailedException>(() => Choose([], ["redis"])).Message, StringComparison.Ordinal);
        Assert.Throws<FailedException>(() => PeerCatalog.Named("mine"));
    }

    [Fact]
    public void A_flood_keeps_its_window_and_a_paced_load_its_interval()
    {
        Pace flood = new(8, 2, TimeSpan.Zero);
        Assert.Equal((2, 0), (flood.Due(100, 6, TimeSpan.Zero), flood.Due(100, 7, TimeSpan.Zero)));
        Pace paced = new(int.MaxValue, 1, TimeSpan.FromMilliseconds(20));
        Assert.Equal((1, 0, 1), (
            paced.Due(0, 0, TimeSpan.Zero), paced.Due(1, 9, TimeSpan.FromMilliseconds(19)), paced.Due(1, 9, TimeSpan.FromMilliseconds(20))));
    }

    [Theory]
    [InlineData("4021", 4021, null)]
    [InlineData("4021 4022", 4021, 4022)]
    [InlineData("[9] 2026/01/02 03:04:05.6 [INF] Listening for client connections on 127.0.0.1:4222", 4222, null)]
    public void A_server_says_its_ports(string line, int port, int? source)
    {
        System.Text.RegularExpressions.Match said = LoadServer.Listening().Match(line);
        Assert.Equal($"{port}", said.Groups["port"].Value);
        Assert.Equal($"{source}", said.Groups["source"].Value);
    }

    private static LoadPeer Peer(string name) => PeerCatalog.Named($"{name}=x");

    private static LoadPlan Choose(string[] only, string[] names) => LoadPlan.Choose(only, names, Peers, 3, TimeSpan.FromSeconds(1));
}
