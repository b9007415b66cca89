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

    private const string AheadPage =
        """
        <!doctype html><title>Goldens</title><script type="module">
        window.lines = [];
        const script = `
          const [module, goldens] = await Promise.all([
            fetch('${location.origin}/goldens.wasm').then(file => file.arrayBuffer()).then(bytes => WebAssembly.compile(bytes)),
            fetch('${location.origin}/Goldens.txt').then(file => file.text()),
          ]);
          const hex = sum => BigInt.asUintN(64, sum).toString(16).padStart(16, '0');
          goldens.trim().split('\\n').forEach((line, scene) => {
            const [name, ...marks] = line.split(' ');
            const { exports } = new WebAssembly.Instance(module, { host: { fail() { throw new Error(name + ' failed'); } } });
            exports._initialize();
            exports.make(scene);
            let step = 0;
            const same = marks.every(mark => {
              for (const end = parseInt(mark, 10); step < end; step++) {
                exports.prepare();
                exports.step();
              }
              return mark === step + ':' + exports.state_size() + ':' + hex(exports.full_checksum()) + ':' + hex(exports.step_checksum());
            });
            postMessage((same ? 'ok  ' : 'FAIL ') + name);
          });
          postMessage('exit 0');`;
        const worker = new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })), { type: 'module' });
        worker.onmessage = ({ data }) => window.lines.push(String(data));
        worker.onerror = error => window.lines.push('exit ' + error.message);
        </script>
        """;

    [Fact]
    public async Task A_browser_comes_to_the_goldens_by_code_translated_ahead_of_time()
    {
        string folder = RepositoryFolder.At("artifacts", "goldens-ahead");
        await RunAsync("dotnet", "build", RepositoryFolder.At("test", "DreamStack.Physics.Goldens.Ahead"), "-c", "Release", "-v", "q", "--nologo");
        await RunAsync(
            "dotnet", "run", "--project", RepositoryFolder.At("eng", "DreamStack.Ahead"), "-c", "Release", "--",
            RepositoryFolder.At("artifacts", "bin", "DreamStack.Physics.Goldens.Ahead", "release", "DreamStack.Physics.Goldens.Ahead.dll"), Path.Combine(folder, "goldens.wasm"));
        File.Copy(RepositoryFolder.At("test", "DreamStack.Physics.Scenes", "Goldens.txt"), Path.Combine(folder, "Goldens.txt"), overwrite: true);
        await using StaticPages pages = await StaticPages.StartAsync(AheadPage, folder: folder);
        await using Tab tab = await chromium.OpenAsync(pages.Address.ToString());
        await tab.UntilAsync("window.lines.some(line => line.startsWith('exit'))", seconds: 120);
        string[] lines = await tab.Page.EvaluateAsync<string[]>("window.lines");
        AssertGolden(lines);
        Assert.Contains("exit 0", lines);
    }

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

    private static Task PublishAsync(string project) => RunAsync("dotnet", "publish", RepositoryFolder.At("test", project), "-c", "Release", "-v", "q", "--nologo");

    private static async Task RunAsync(string program, params string[] arguments)
    {
        await using ToolProcess process = ToolProcess.StartProgram(program, arguments);
        int code = await process.ExitAsync(300);
        Assert.True(code == 0, process.Output);
    }

    private static void AssertGolden(string[] lines)
    {
        Assert.DoesNotContain(lines, line => line.StartsWith("FAIL", StringComparison.Ordinal));
        Assert.Equal(Scenes, lines.Count(line => line.StartsWith("ok ", StringComparison.Ordinal)));
    }
}
