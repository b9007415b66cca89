using System.Text.Json;
using Microsoft.Playwright;

namespace DreamStack.EndToEnd.Tests.Pages;

/// <summary>Goes through a page by Tab alone, as somebody without a pointer does.</summary>
internal static class FocusWalk
{
    private const int MostStops = 40;

    /// <summary>Each stop from the first of the page to the last.</summary>
    public static async Task<FocusStop[]> AroundAsync(IPage page)
    {
        List<FocusStop> stops = [];
        for (int i = 0; i < MostStops; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await StopAsync(page) is not { } stop) break;
            // Beyond the last stop the focus comes round to the first.
            if (stops.Count > 0 && stop.Name == stops[0].Name) break;
            stops.Add(stop);
        }

        return [.. stops];
    }

    /// <summary>What has the focus now; null when nothing of the page has.</summary>
    private static async Task<FocusStop?> StopAsync(IPage page)
    {
        string json = await page.EvaluateAsync<string>(
            """
            () => {
              let element = document.activeElement;
              while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
              if (!element || element === document.body) return 'null';
              // A field nobody sees is shown by what is around it: a radio by its words or label, the picture by its frame.
              const shown = [element, ...(getComputedStyle(element).opacity === '0' ? [...element.parentNode.children, element.parentNode] : [])]
                .filter(part => part instanceof Element);
              const visible = shown.some(part => {
                const { outlineStyle, outlineWidth, visibility, opacity } = getComputedStyle(part);
                return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && visibility === 'visible' && opacity !== '0';
              });
              const name = [element.getAttribute('aria-label'), element.title, element.value, element.textContent].find(Boolean) ?? '';
              return JSON.stringify({ name: name.trim(), visible });
            }
            """);
        return JsonSerializer.Deserialize<FocusStop?>(json, JsonSerializerOptions.Web);
    }
}
