using DreamStack.EndToEnd.Tests.Browser;
using Microsoft.Playwright;

namespace DreamStack.EndToEnd.Tests.Pages;

/// <summary>What the tests of the watch page ask of it and do to it.</summary>
internal static class WatchPage
{
    /// <summary>True in the page when a live picture stands in it and nothing covers it.</summary>
    public const string Live =
        "document.querySelector('ds-view')?.status?.state === 'live' && document.querySelector('ds-view').picture.width > 0"
        + " && document.querySelector('#face').hidden";

    /// <summary>Where a place of the picture, in its own pixels, is in the page.</summary>
    public static async Task<(float X, float Y)> PlaceAsync(IPage page, float x, float y)
    {
        double[] place = await page.EvaluateAsync<double[]>(
            """
            ({ x, y }) => {
              const view = document.querySelector('ds-view');
              const { width, height } = view.picture;
              const box = view.getBoundingClientRect();
              const scale = Math.min(box.width / width, box.height / height);
              return [box.left + (box.width - width * scale) / 2 + x * scale, box.top + (box.height - height * scale) / 2 + y * scale];
            }
            """, new { x = (double)x, y = (double)y });
        return ((float)place[0], (float)place[1]);
    }

    /// <summary>Presses in the middle of the picture and moves about, at one move a frame.</summary>
    public static async Task PlayAsync(Tab tab, int steps = 30)
    {
        IPage page = tab.Page;
        (float x, float y) = await PlaceAsync(page, 300, 200);
        await page.Mouse.MoveAsync(x, y);
        await page.Mouse.DownAsync();
        for (int i = 0; i < steps; i++)
        {
            await page.Mouse.MoveAsync(x + (i * 3), y - (i * 2));
            await page.EvaluateAsync("() => new Promise(requestAnimationFrame)");
        }

        await page.Mouse.UpAsync();
    }
}
