using System.Net;
using System.Net.WebSockets;
using DreamStack.EndToEnd.Tests.Tool;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace DreamStack.EndToEnd.Tests.Pages;

/// <summary>
/// A web server of another origin that is no relay: it has one page of its own and the relay's files or another folder's, answers no stream,
/// lets who asks for the stream "silent" wait, and lets a test speak as the relay of the stream "scripted".
/// </summary>
internal sealed class StaticPages : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StaticPages(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    public static async Task<StaticPages> StartAsync(string page = "", Func<WebSocket, Task>? scripted = null, string? folder = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        WebApplication app = builder.Build();
        app.UseWebSockets();
        app.Run(async http =>
        {
            if (scripted is not null && http.Request.Path == "/stream/scripted")
            {
                using WebSocket socket = await http.WebSockets.AcceptWebSocketAsync();
                await scripted(socket);
                return;
            }

            await AnswerAsync(http, page, folder ?? ToolFolder.WebRoot);
        });
        await app.StartAsync();
        return new StaticPages(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task AnswerAsync(HttpContext http, string page, string folder)
    {
        string path = http.Request.Path.Value ?? "/";
        if (path == "/stream/silent")
        {
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return;
        }

        if (path == "/")
        {
            http.Response.ContentType = "text/html; charset=utf-8";
            await http.Response.WriteAsync(page, http.RequestAborted);
            return;
        }

        string name = path.StartsWith("/watch/", StringComparison.Ordinal) ? "/pages/watch.html" : path;
        string file = Path.Combine(folder, name.TrimStart('/'));
        http.Response.StatusCode = File.Exists(file) ? StatusCodes.Status200OK : StatusCodes.Status404NotFound;
        if (!File.Exists(file)) return;
        http.Response.ContentType = TypeOf(file);
        await http.Response.SendFileAsync(file, http.RequestAborted);
    }

    private static string TypeOf(string file) => Path.GetExtension(file) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css",
        ".js" => "text/javascript",
        ".svg" => "image/svg+xml",
        ".wasm" => "application/wasm",
        _ => "application/octet-stream",
    };
}
