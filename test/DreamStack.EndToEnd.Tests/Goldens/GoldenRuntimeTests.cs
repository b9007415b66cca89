using DreamStack.EndToEnd.Tests.Browser;
using DreamStack.EndToEnd.Tests.Pages;
using DreamStack.EndToEnd.Tests.Tool;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Goldens;

/// <summary>The ten worlds of physics come to the goldens of the JIT's code in every other kind of code that we ship.</summary>
[Collection(BrowserCollection.Name)]
public sealed class GoldenRuntimeTests(ChromiumFixture chromium)
{
    private const int Scenes = 10;

    // A worker: a page that works for a minute would be taken for one that hangs.
    private const string Page =
        """
        <!doctype html><title>Goldens</title><script type="module">
        window.lines = [];
        const script = `
          import { dotnet } from '${location.origin}/_framework/dotnet.js';
          console.log = line => postMessage(line);
          const { runMain } = await dotnet.create();
          postMessage('exit ' + await runMain('DreamStack.Physics.Goldens.Wasm', []));`;
        const worker = new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })), { type: 'module' });
        worker.onmessage = ({ data }) => window.lines.push(String(data));
        worker.onerror = error => window.lines.push('exit ' + error.message);
        </script>
        """;

    [Fact]
    public async Task Native_code_comes_to_the_goldens()
    {
        await PublishAsync("DreamStack.Physics.Goldens");
        string[] built = Directory.GetFiles(RepositoryFolder.At("artifacts", "publish", "DreamStack.Physics.Goldens"), "DreamStack.Physics.Goldens", SearchOption.AllDirectories);
        await using ToolProcess goldens = ToolProcess.StartProgram(Assert.Single(built));
        int code = await goldens.ExitAsync(120);
        AssertGolden(goldens.Output.Split('\n'));
        Assert.Equal(0, code);
    }

    [Fact]
    public async Task A_browsers_WebAssembly_comes_to_the_goldens()
    {
        await PublishAsync("DreamStack.Physics.Goldens.Wasm");
        await using StaticPages pages = await StaticPages.StartAsync(Page, folder: RepositoryFolder.At("artifacts", "publish", "DreamStack.Physics.Goldens.Wasm", "release", "wwwroot"));
        await using Tab tab = await chromium.OpenAsync(pages.Address.ToString());
        await tab.UntilAsync("window.lines.some(line => line.startsWith('exit'))", seconds: 400);
        string[] lines = await tab.Page.EvaluateAsync<string[]>("window.lines");
        AssertGolden(lines);
        Assert.Contains("exit 0", lines);
    }

    private static async Task PublishAsync(string project)
    {
        await using ToolProcess publish = ToolProcess.StartProgram("dotnet", "publish", RepositoryFolder.At("test", project), "-c", "Release", "-v", "q", "--nologo");
        int code = await publish.ExitAsync(300);
        Assert.True(code == 0, publish.Output);
    }

    private static void AssertGolden(string[] lines)
    {
        Assert.DoesNotContain(lines, line => line.StartsWith("FAIL", StringComparison.Ordinal));
        Assert.Equal(Scenes, lines.Count(line => line.StartsWith("ok ", StringComparison.Ordinal)));
    }
}
