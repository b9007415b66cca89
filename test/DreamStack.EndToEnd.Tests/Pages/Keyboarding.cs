using Microsoft.Playwright;

namespace DreamStack.EndToEnd.Tests.Pages;

/// <summary>Walks a page as somebody without a pointer does.</summary>
internal static class Keyboarding
{
    /// <summary>Presses Tab so often; names what had the focus after each.</summary>
    public static async Task<string[]> WalkAsync(IPage page, int steps)
    {
        string[] reached = new string[steps];
        for (int i = 0; i < steps; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            reached[i] = await page.EvaluateAsync<string>(
                """
                () => {
                  const { localName, id, name } = document.activeElement;
                  return localName + (localName === 'input' && name ? `:${name}` : localName === 'button' && id ? `#${id}` : '');
                }
                """);
        }

        return reached;
    }
}
