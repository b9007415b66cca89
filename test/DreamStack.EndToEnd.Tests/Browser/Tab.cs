using System.Collections.Concurrent;
using Microsoft.Playwright;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Browser;

/// <summary>One open page and everything its console complained about.</summary>
public sealed class Tab : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<IPage> _others = [];
    private readonly ConcurrentQueue<string> _complaints = new();

    public Tab(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") _complaints.Enqueue($"{message.Type}: {message.Text}");
        };
        page.PageError += (_, error) => _complaints.Enqueue($"exception: {error}");
    }

    public IPage Page { get; }

    /// <summary>Fails with what the console said, unless it said nothing but what <paramref name="expected"/> accepts.</summary>
    public void AssertQuiet(Func<string, bool>? expected = null) =>
        Assert.DoesNotContain(_complaints, complaint => expected?.Invoke(complaint) != true);

    /// <summary>Waits until a JavaScript expression is true in the page. It is asked from outside: the page's policy forbids eval.</summary>
    public async Task UntilAsync(string expression, float seconds = 30)
    {
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(seconds));
        using PeriodicTimer look = new(TimeSpan.FromMilliseconds(25));
        while (!await Page.EvaluateAsync<bool>($"() => Boolean({expression})"))
        {
            try
            {
                await look.WaitForNextTickAsync(limit.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"In {seconds} s this did not become true: {expression}\n{string.Join('\n', _complaints)}");
            }
        }
    }

    /// <summary>Another window comes to the front: the browser stops to pretend that every page has the focus.</summary>
    public async Task LoseFocusAsync()
    {
        ICDPSession session = await _context.NewCDPSessionAsync(Page);
        await session.SendAsync("Emulation.setFocusEmulationEnabled", new() { ["enabled"] = false });
        IPage other = await _context.NewPageAsync();
        _others.Add(other);
        await other.BringToFrontAsync();
    }

    public async ValueTask DisposeAsync() => await Task.WhenAll(_others.Append(Page).Select(page => page.CloseAsync()));
}
