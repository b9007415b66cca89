using DreamStack.EndToEnd.Tests.Browser;
using DreamStack.EndToEnd.Tests.Sessions;
using Microsoft.Playwright;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Pages;

/// <summary>The watch page in a tab: what it shows, and what a person does there.</summary>
internal sealed class WatchPage(Tab tab) : IAsyncDisposable
{
    /// <summary>True in the page when a live picture stands in it and nothing covers it.</summary>
    public const string Live =
        "document.querySelector('ds-view')?.status?.state === 'live' && document.querySelector('ds-view').picture.width > 0"
        + " && document.querySelector('#face').hidden";

    /// <summary>The newest picture shown, noted from before the page begins: its events do not bubble, but they are captured.</summary>
    private const string NotesPictures = "addEventListener('picture', event => { window.picture = event.detail; }, true);";

    public Tab Tab { get; } = tab;

    public IPage Page => Tab.Page;

    /// <summary>Opens the page of stream main and waits for its live picture.</summary>
    public static async Task<WatchPage> OpenAsync(
        ChromiumFixture chromium, Uri relay, string query = "", int width = 1280, int height = 800, bool touch = false,
        string script = "")
    {
        string address = new Uri(relay, $"/watch/main{query}").ToString();
        WatchPage watch = new(await chromium.OpenAsync(address, width, height, touch: touch, script: NotesPictures + script));
        await watch.Tab.UntilAsync(Live);
        return watch;
    }

    /// <summary>Waits for a face that says this.</summary>
    public async Task UntilFaceAsync(string state, string title, string? text = null)
    {
        await Tab.UntilAsync($"document.querySelector('ds-view')?.status?.state === '{state}'");
        await Tab.UntilAsync($"(face => !face.hidden && face.className === '{state}')(document.querySelector('#face'))");
        await Tab.UntilAsync($"document.querySelector('#face-title').textContent === '{title}'");
        if (text is not null) await Tab.UntilAsync($"document.querySelector('#face-text').textContent === '{text}'");
    }

    /// <summary>Waits until the page, opened with ?proof, shows what the source drew last; gives that picture's hash.</summary>
    public async Task<string> ShownAsync(LiveStream live)
    {
        ushort newest = await live.RestAsync();
        await Tab.UntilAsync($"window.picture?.seq === {newest}");
        string hash = await Page.EvaluateAsync<string>("window.picture.hash");
        Assert.Equal(live.Ledger.At(newest), hash);
        return hash;
    }

    /// <summary>Where the middle of a pixel of the picture is in the page.</summary>
    public async Task<(float X, float Y)> PlaceAsync(float x, float y)
    {
        double[] place = await Page.EvaluateAsync<double[]>(
            """
            ({ x, y }) => {
              const view = document.querySelector('ds-view');
              const { width, height } = view.picture;
              const box = view.getBoundingClientRect();
              const scale = Math.min(box.width / width, box.height / height);
              return [box.left + (box.width - width * scale) / 2 + x * scale, box.top + (box.height - height * scale) / 2 + y * scale];
            }
            """, new { x = Math.Floor(x) + 0.5, y = Math.Floor(y) + 0.5 });
        return ((float)place[0], (float)place[1]);
    }

    /// <summary>Presses in the middle of the picture and moves about, at one move a frame.</summary>
    public async Task PlayAsync(int steps = 30)
    {
        (float x, float y) = await PlaceAsync(300, 200);
        await Page.Mouse.MoveAsync(x, y);
        await Page.Mouse.DownAsync();
        for (int i = 0; i < steps; i++)
        {
            await Page.Mouse.MoveAsync(x + (i * 3), y - (i * 2));
            await Page.EvaluateAsync("() => new Promise(requestAnimationFrame)");
        }

        await Page.Mouse.UpAsync();
    }

    public ValueTask DisposeAsync() => Tab.DisposeAsync();
}
