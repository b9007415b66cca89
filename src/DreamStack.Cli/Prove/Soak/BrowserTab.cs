using System.Diagnostics;

namespace DreamStack.Cli.Prove.Soak;

/// <summary>A real Chromium without a window that looks at a page; where there is none, nobody looks.</summary>
internal sealed class BrowserTab : IDisposable
{
    private readonly string _profile = Directory.CreateTempSubdirectory("ds-prove-tab").FullName;
    private readonly Process _process;

    private BrowserTab(string program, Uri page)
    {
        ProcessStartInfo start = new(program)
        {
            // Root has no sandbox; the debugging port keeps it there when the page is loaded.
            ArgumentList =
            {
                "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--remote-debugging-port=0", $"--user-data-dir={_profile}", page.ToString(),
            },
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        _process = Process.Start(start)!;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>A tab at this page; null without a Chromium, where CHROMIUM says or Debian puts it.</summary>
    public static BrowserTab? Open(Uri page)
    {
        string program = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";
        return File.Exists(program) ? new BrowserTab(program, page) : null;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
        try
        {
            Directory.Delete(_profile, recursive: true);
        }
        catch (IOException)
        {
            // A process of it that has not ended yet may still write there.
        }
    }
}
