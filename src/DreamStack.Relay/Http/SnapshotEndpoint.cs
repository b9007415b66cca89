using System.Globalization;
using DreamStack.Relay.Snapshots;
using Microsoft.AspNetCore.Http;

namespace DreamStack.Relay.Http;

/// <summary>A stream's current picture: <c>/streams/{stream}/snapshot.png?width=320</c>.</summary>
internal sealed class SnapshotEndpoint(RelayPeers peers)
{
    public async Task SendAsync(HttpContext http, string name)
    {
        if (peers.Streams.Find(name) is not { IsExpected: true } stream)
        {
            await Answers.ProblemAsync(http, StatusCodes.Status404NotFound, $"There is no stream {name} here; see /streams.");
            return;
        }

        string asked = http.Request.Query["width"].ToString();
        int width = 0;
        bool good = asked.Length == 0 || (int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out width) && width > 0);
        if (!good)
        {
            await Answers.ProblemAsync(http, StatusCodes.Status400BadRequest, "The width is a whole number of pixels.");
            return;
        }

        Snapshot shot = await peers.Snapshots.GetAsync(stream, asked.Length == 0 ? null : width, http.RequestAborted);
        IHeaderDictionary headers = http.Response.Headers;
        headers.CacheControl = "no-cache";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (shot.Png is null)
        {
            // No picture came yet, or only its receivers can read it: nothing to show, and nothing wrong.
            http.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        headers.ETag = shot.Tag;
        if (StaticSite.HasTag(http.Request, shot.Tag))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        headers.ContentType = "image/png";
        http.Response.ContentLength = shot.Png.Length;
        if (!HttpMethods.IsHead(http.Request.Method)) await http.Response.Body.WriteAsync(shot.Png, http.RequestAborted);
    }
}
