using DreamStack.EndToEnd.Tests.Tool;
using Microsoft.Playwright;

namespace DreamStack.EndToEnd.Tests.Pages;

/// <summary>axe-core, run inside a page: which accessibility rules the page breaks as it is now.</summary>
internal static class Axe
{
    private static readonly Lazy<string> s_source = new(() => File.ReadAllText(
        RepositoryFolder.At("test", "DreamStack.EndToEnd.Tests", "node_modules", "axe-core", "axe.min.js")));

    /// <summary>One line for each broken rule, with the elements that break it; empty when axe finds nothing.</summary>
    public static async Task<string[]> ViolationsAsync(IPage page)
    {
        // Evaluated from outside: the page's own policy would refuse a script tag.
        if (!await page.EvaluateAsync<bool>("'axe' in window")) await page.EvaluateAsync(s_source.Value);
        return await page.EvaluateAsync<string[]>(
            """
            async () => {
              const { violations } = await window.axe.run(document, { resultTypes: ['violations'] });
              return violations.map(({ id, help, nodes }) =>
                `${id}: ${help} (${nodes.map(node => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`).join('; ')})`);
            }
            """);
    }
}
