using System.Text.Json;
using Microsoft.Playwright;

namespace DreamStack.EndToEnd.Tests.Browser;

/// <summary>A bare page with one ds-view that notes every picture it shows and hashes what its canvas then holds.</summary>
internal sealed class ViewPage(Tab tab) : IAsyncDisposable
{
    public Tab Tab { get; } = tab;

    public IPage Page => Tab.Page;

    /// <summary>Opens a view of the stream; it is ready when the first picture stands in its canvas.</summary>
    public static async Task<ViewPage> OpenAsync(
        ChromiumFixture chromium, Uri relay, string mode, int width = 600, int height = 400, string stream = "main",
        bool proof = true)
    {
        // Any page of the relay's own origin would do: this one asks for nothing else.
        Tab tab = await chromium.OpenAsync(new Uri(relay, "/client/ds-view.js").ToString());
        ViewPage view = new(tab);
        await view.Page.EvaluateAsync(
            """
            async ({ mode, width, height, stream, proof }) => {
              await import('/client/ds-view.js');
              const view = document.createElement('ds-view');
              view.setAttribute('src', `/stream/${stream}`);
              view.setAttribute('mode', mode);
              view.toggleAttribute('proof', proof);
              Object.assign(view.style, { position: 'fixed', left: '0', top: '0', width: `${width}px`, height: `${height}px` });
              window.shown = [];
              window.latencies = [];
              view.addEventListener('picture', event => window.shown.push({ ...event.detail, at: performance.now() }));
              view.addEventListener('latency', event => window.latencies.push(event.detail.ms));
              document.body.append(view);
              window.view = view;
            }
            """, new { mode, width, height, stream, proof });
        await tab.UntilAsync("window.shown.length > 0");
        return view;
    }

    /// <summary>Every picture shown so far.</summary>
    public async Task<ShownPicture[]> ShownAsync()
    {
        string json = await Page.EvaluateAsync<string>("JSON.stringify(window.shown)");
        return JsonSerializer.Deserialize<ShownPicture[]>(json, JsonSerializerOptions.Web)!;
    }

    /// <summary>What the canvas holds, RGBA.</summary>
    public async Task<byte[]> PixelsAsync() => Convert.FromBase64String(await Page.EvaluateAsync<string>(
        """
        async () => {
          const { rgba } = await window.view.readPixels();
          const bytes = new Uint8Array(rgba);
          let text = '';
          for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode(...bytes.subarray(i, i + 32768));
          return btoa(text);
        }
        """));

    /// <summary>Waits until the newest picture shown has this seq.</summary>
    public Task UntilShownAsync(ushort seq) => Tab.UntilAsync($"window.shown.at(-1)?.seq === {seq}");

    /// <summary>Drags from one place of the picture to another in steps, as a hand does.</summary>
    public async Task DragAsync(float fromX, float fromY, float toX, float toY, int steps = 24, bool release = true)
    {
        await Page.Mouse.MoveAsync(fromX, fromY);
        await Page.Mouse.DownAsync();
        for (int i = 1; i <= steps; i++)
        {
            await Page.Mouse.MoveAsync(fromX + ((toX - fromX) * i / steps), fromY + ((toY - fromY) * i / steps));
            // A hand is not faster than its screen: one move a frame.
            await Page.EvaluateAsync("() => new Promise(requestAnimationFrame)");
        }

        if (release) await Page.Mouse.UpAsync();
    }

    public ValueTask DisposeAsync() => Tab.DisposeAsync();
}
