namespace DreamStack.Cli.Terminal;

/// <summary>One line at the bottom of a terminal that is written over and over; nothing where there is no terminal.</summary>
internal sealed class StatusLine(TextWriter output, bool isTerminal) : IDisposable
{
    private const int NarrowWidth = 79;
    private const string Clear = "\r\e[2K";
    private bool _shown;

    public static StatusLine OnError() => new(Console.Error, !Console.IsErrorRedirected);

    public void Show(string text)
    {
        if (!isTerminal) return;
        // A terminal that does not know its width says 0.
        int width = Console.WindowWidth > 0 ? Console.WindowWidth - 1 : NarrowWidth;
        output.Write(Clear + (text.Length > width ? text[..width] : text));
        _shown = true;
    }

    /// <summary>Shows what <paramref name="text"/> says, twice a second, until cancelled.</summary>
    public async Task RunAsync(Func<string> text, TimeProvider time, CancellationToken cancellation)
    {
        if (!isTerminal) return;
        using PeriodicTimer timer = new(TimeSpan.FromSeconds(0.5), time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation)) Show(text());
        }
        catch (OperationCanceledException)
        {
            Dispose();
        }
    }

    public void Dispose()
    {
        if (_shown) output.Write(Clear);
        _shown = false;
    }
}
