using DreamStack.EndToEnd.Tests.Browser;
using DreamStack.EndToEnd.Tests.Pages;
using DreamStack.EndToEnd.Tests.Sessions;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Sound;

[Collection(BrowserCollection.Name)]
public sealed class SoundTests(ChromiumFixture chromium)
{
    /// <summary>Listens to what goes to the loudspeaker, from before the page begins.</summary>
    private const string Listens =
        """
        const connect = AudioNode.prototype.connect;
        AudioNode.prototype.connect = function (target, ...rest) {
          if (target === this.context.destination) {
            const ear = new AnalyserNode(this.context, { fftSize: 32768 });
            connect.call(this, ear);
            const samples = new Float32Array(ear.fftSize);
            window.context = this.context;
            // Twice as often as the ear forgets.
            setInterval(() => {
              ear.getFloatTimeDomainData(samples);
              window.now = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
              window.loudest = Math.max(window.loudest ?? 0, window.now);
            }, 300);
          }
          return connect.call(this, target, ...rest);
        };
        """;

    [Fact]
    public async Task Collisions_are_heard_while_sound_is_on_and_nobody_makes_it_when_it_is_off()
    {
        await using LiveStream live = await LiveStream.StartAsync();
        await using WatchPage watch = await WatchPage.OpenAsync(chromium, live.Relay.Address, "?proof", script: Listens);
        await KickAsync(live, watch);
        Assert.Equal((false, 0), (live.Inputs.Demand!.Audio, live.Sounds));

        await watch.Page.Keyboard.PressAsync("Escape");
        await watch.Page.ClickAsync("#sound");
        await live.UntilAsync(() => live.Inputs.Demand!.Audio);
        await watch.Tab.UntilAsync("window.context?.state === 'running'");
        Assert.Equal("true", await watch.Page.GetAttributeAsync("#sound", "aria-pressed"));
        await watch.ShownAsync(live);
        // What still rang when it was switched on has died away.
        await watch.Tab.UntilAsync("window.now === 0");
        await KickAsync(live, watch);
        await watch.Tab.UntilAsync("window.loudest > 0.01");
        Assert.True(live.Sounds > 0);

        await watch.Page.Keyboard.PressAsync("Escape");
        await watch.Page.ClickAsync("#sound");
        await live.UntilAsync(() => !live.Inputs.Demand!.Audio);
        await watch.Tab.UntilAsync("window.context.state === 'closed'");
        await watch.ShownAsync(live);
        int sent = live.Sounds;
        await KickAsync(live, watch);
        Assert.Equal(sent, live.Sounds);
        watch.Tab.AssertQuiet();
    }

    /// <summary>Throws all balls about, again and again until one has struck another: that gives a vibration with every sound.</summary>
    private static async Task KickAsync(LiveStream live, WatchPage watch)
    {
        int struck = live.Strikes;
        await watch.Page.EvaluateAsync("document.querySelector('ds-view').focus()");
        while (live.Strikes == struck)
        {
            await watch.Page.Keyboard.PressAsync("Space");
            await live.RestAsync();
        }
    }
}
