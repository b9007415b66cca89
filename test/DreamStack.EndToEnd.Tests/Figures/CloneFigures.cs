using System.Diagnostics;
using System.Globalization;
using System.Text;
using DreamStack.EndToEnd.Tests.Browser;
using DreamStack.EndToEnd.Tests.Tool;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Figures;

/// <summary>From `git clone` to the picture in a browser, with the packages already in the machine's cache.</summary>
[Collection(BrowserCollection.Name)]
public sealed class CloneFigures(ChromiumFixture chromium)
{
    [Fact(Explicit = true)]
    public async Task Clone_to_picture()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("clone-to-picture");
        try
        {
            string clone = Path.Combine(folder.FullName, "clone");
            int port = FreePort.Take();
            Stopwatch watch = Stopwatch.StartNew();
            await using (ToolProcess git = ToolProcess.StartProgram("git", "clone", "--quiet", RepositoryFolder.Path, clone))
            {
                Assert.Equal(0, await git.ExitAsync(120));
            }

            TimeSpan cloned = watch.Elapsed;
            await using ToolProcess run = ToolProcess.StartProgram(
                "bash", Path.Combine(clone, "run.sh"), "--port", port.ToString(CultureInfo.InvariantCulture));
            await run.UntilPrintedAsync($"localhost:{port}", seconds: 600);
            TimeSpan started = watch.Elapsed;
            await using ViewPage view = await ViewPage.OpenAsync(chromium, new Uri($"http://localhost:{port}"), "delta");
            TimeSpan shown = watch.Elapsed;
            Assert.Equal(0, await run.InterruptAsync());

            StringBuilder table = new("| step | seconds since the start |\n|---|---|\n");
            CultureInfo invariant = CultureInfo.InvariantCulture;
            table.AppendLine(invariant, $"| cloned | {cloned.TotalSeconds:F1} |");
            table.AppendLine(invariant, $"| built, relay and demo started | {started.TotalSeconds:F1} |");
            table.AppendLine(invariant, $"| picture in the browser | {shown.TotalSeconds:F1} |");
            await ResultFile.WriteAsync("clone.md", "Clone → picture", nameof(CloneFigures), table);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
