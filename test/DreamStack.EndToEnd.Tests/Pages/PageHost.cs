using DreamStack.EndToEnd.Tests.Browser;
using DreamStack.EndToEnd.Tests.Tool;
using DreamStack.Relay;
using Microsoft.Playwright;

namespace DreamStack.EndToEnd.Tests.Pages;

/// <summary>A relay of this process that serves the real pages, and one tab on them.</summary>
internal sealed class PageHost : IAsyncDisposable
{
    private const string Watching = "document.querySelector('ds-view')?.status";

    private PageHost(RelayServer relay) => Relay = relay;

    public RelayServer Relay { get; }

    public Tab Tab { get; private set; } = null!;

    public IPage Page => Tab.Page;

    public static async Task<PageHost> StartAsync(RelayOptions? options = null) => new(await RelayServer.StartAsync(
        (options ?? new RelayOptions()) with { Port = 0, WebRoot = ToolFolder.WebRoot }));

    public async Task OpenAsync(ChromiumFixture chromium, string path, Uri? relay = null) =>
        Tab = await chromium.OpenAsync(new Uri(relay ?? Relay.Address, path).ToString());

    public Task<Peer> SourceAsync(string stream = "main") =>
        Peer.ConnectAsync(Relay.Address, $"/source/{stream}?app=test&modes=pixel,delta");

    /// <summary>Waits for a state of the watched stream, and for its face where it has one.</summary>
    public async Task UntilStateAsync(string state)
    {
        await Tab.UntilAsync($"{Watching}?.state === '{state}'");
        if (state != "live") await Tab.UntilAsync($"!document.querySelector('#face').hidden && document.querySelector('#face').className === '{state}'");
    }

    public Task UntilPicturedAsync() => Tab.UntilAsync($"{Watching}?.state === 'live' && document.querySelector('ds-view').picture.width > 0");

    public Task<string?> FaceAsync() => Page.TextContentAsync("#face-title");

    public async ValueTask DisposeAsync()
    {
        if (Tab is not null) await Tab.DisposeAsync();
        await Relay.DisposeAsync();
    }
}
