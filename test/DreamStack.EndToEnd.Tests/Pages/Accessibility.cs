using Microsoft.Playwright;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Pages;

/// <summary>Looks at a page with axe-core in every size and scheme that people use.</summary>
internal static class Accessibility
{
    private static readonly (int Width, int Height)[] s_sizes = [(390, 844), (1280, 800), (1920, 1080)];
    private static readonly ColorScheme[] s_schemes = [ColorScheme.Light, ColorScheme.Dark];
    private static readonly Lazy<string> s_axe = new(() => File.ReadAllText(FindAxe()));

    /// <summary>Fails with what axe-core found, if it found anything, or when the page is wider than its window.</summary>
    public static async Task AssertCleanAsync(IPage page)
    {
        // Under a Content-Security-Policy the page loads no foreign script, but the debugger may evaluate one.
        await page.EvaluateAsync(s_axe.Value + ";0");
        List<string> findings = [];
        foreach ((int width, int height) in s_sizes)
        {
            await page.SetViewportSizeAsync(width, height);
            foreach (ColorScheme scheme in s_schemes)
            {
                await page.EmulateMediaAsync(new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
                string[] found = await page.EvaluateAsync<string[]>(
                    """
                    async () => {
                      const { violations } = await axe.run(document, { resultTypes: ['violations'] });
                      const wide = document.documentElement.scrollWidth > innerWidth ? ['the page scrolls sideways'] : [];
                      return wide.concat(violations.flatMap(violation => violation.nodes.map(node =>
                        `${violation.id}: ${node.html.slice(0, 160)} ${node.failureSummary}`)));
                    }
                    """);
                findings.AddRange(found.Select(finding => $"{width}x{height} {scheme}: {finding}"));
            }
        }

        Assert.Empty(findings);
    }

    private static string FindAxe()
    {
        const string InRepository = "test/DreamStack.EndToEnd.Tests/node_modules/axe-core/axe.min.js";
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, InRepository))) folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? ".", InRepository);
    }
}
