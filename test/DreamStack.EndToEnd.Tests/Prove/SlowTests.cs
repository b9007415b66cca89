using DreamStack.Cli.Bench.Relay.Servers;
using DreamStack.Cli.Prove;
using DreamStack.Cli.Prove.Network;
using DreamStack.Cli.Prove.Slow;
using DreamStack.Cli.Prove.Stage;
using DreamStack.EndToEnd.Tests.Tool;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Prove;

public sealed class SlowTests
{
    private static readonly TimeProvider Time = TimeProvider.System;

    [Fact]
    public void A_viewer_is_one_message_from_current_when_each_picture_is_as_new_as_the_newest_was_when_the_last_arrived()
    {
        SentPictures sent = new();
        for (ulong i = 0; i < 10; i++) sent.Add(new SentPicture(i, Time.GetTimestamp(), 0, 1));
        Assert.Equal(1, SlowPictures.Of([new(0, 0, 3), new(3, 0, 6), new(7, 0, 9)], sent, Time).MessagesBehind);
        // The third was on its way already when the second arrived, but not when the first did.
        SlowPictures two = SlowPictures.Of([new(0, 0, 3), new(3, 0, 6), new(4, 0, 9)], sent, Time);
        Assert.Equal(2, two.MessagesBehind);
        Assert.Equal(100.0 * 2 / 3, two.OneBehindPercent);
    }

    [Fact]
    public void The_slope_is_that_of_the_second_half() =>
        Assert.Equal(2, Slope.OfSecondHalf([90, 10, 50, 3, 5, 7, 9]), precision: 9);

    [Fact]
    public void A_claim_says_no_when_the_source_sent_something_more()
    {
        SlowProof proof = new(10);
        ProofRecord record = new() { Command = proof.Command };
        record.Put(Round($"{SlowRun.Without}, round 1", bytes: 100));
        record.Put(Round($"{SlowRun.With}, round 1", bytes: 100));
        Assert.All(proof.Judge(record), claim => Assert.True(claim.Holds));
        record.Put(Round($"{SlowRun.With}, round 2", bytes: 101));
        Assert.Contains(proof.Judge(record), claim => claim.Holds == false && claim.Seen == "100 B and 101 B");
    }

    [Fact]
    public async Task A_relay_in_a_network_of_its_own_serves_a_viewer_behind_a_narrow_link_with_whole_pictures()
    {
        Assert.SkipWhen(NetworkNeeds.Missing() is not null, NetworkNeeds.Missing() ?? "");
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        await using SlowScene scene = await SlowScene.StartAsync(PeerCatalog.OwnRelay() with { Program = ToolProcess.Executable, Arguments = ["bench", "relay-server"] }, Time, limit.Token);
        scene.Path.Narrow();
        await using ProofViewer slow = scene.Slow();
        slow.Start();
        Assert.True(await slow.UntilAsync(0, TimeSpan.FromSeconds(20), limit.Token));
        scene.Path.Recover();
        int newest = scene.Source.Sent.Count;
        Assert.True(await slow.UntilAsync(newest, TimeSpan.FromSeconds(20), limit.Token));
        Assert.Equal((slow.Arrivals.Count, 0), (slow.Judged, slow.Wrong));
        Assert.Equal(0, slow.Stats.Reconnects);
    }

    private static ProofPart Round(string name, double bytes) => new()
    {
        Name = name, Figures = { [SlowFigures.SourceBytes] = bytes, [SlowFigures.Near99] = 5, [SlowFigures.Wrong] = 0 },
    };
}
