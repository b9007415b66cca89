using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace DreamStack.Relay.Http;

/// <summary>The files under pages/, client/ and wasm/ of one folder, packed where the browser and the folder both can.</summary>
internal sealed class StaticSite(string root)
{
    private static readonly string[] Folders = ["pages/", "client/", "wasm/"];
    private readonly string _root = Path.GetFullPath(root);

    /// <summary>The file that an address names, relative to the root; null for an address outside the served folders.</summary>
    public static string? FileOf(string path)
    {
        string file = path.TrimStart('/');
        bool served = Array.Exists(Folders, folder => file.StartsWith(folder, StringComparison.Ordinal));
        if (!served || file.Contains('\\') || file.Contains('\0')) return null;
        // A segment that starts with a dot is a step upwards or something hidden.
        return Array.Exists(file.Split('/'), segment => segment.Length == 0 || segment[0] == '.') ? null : file;
    }

    /// <summary>Looks for a file, or its packed sister when the request takes that.</summary>
    public bool TryFind(string file, HttpRequest request, out StaticFile found)
    {
        string path = Path.Combine(_root, file);
        found = new StaticFile(new FileInfo(path), ContentTypes.Of(file), "", IsShared(file));
        if (!found.File.Exists) return false;
        foreach ((string encoding, string suffix) in (ReadOnlySpan<(string, string)>)[("br", ".br"), ("gzip", ".gz")])
        {
            FileInfo packed = new(path + suffix);
            if (!Takes(request, encoding) || !packed.Exists) continue;
            found = found with { File = packed, Encoding = encoding };
            break;
        }

        return true;
    }

    /// <summary>Sends a file, or 304 when the browser has it already.</summary>
    public static async Task SendAsync(HttpContext http, StaticFile found)
    {
        IHeaderDictionary headers = http.Response.Headers;
        string tag = string.Create(CultureInfo.InvariantCulture,
            $"\"{found.File.LastWriteTimeUtc.Ticks:x}-{found.File.Length:x}{found.Encoding}\"");
        headers.ETag = tag;
        headers.CacheControl = "no-cache";
        headers.Vary = "Accept-Encoding";
        if (found.IsShared) SecurityHeaders.Share(headers);
        if (http.Response.StatusCode == StatusCodes.Status200OK && HasTag(http.Request, tag))
        {
            http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        headers.ContentType = found.ContentType;
        if (found.Encoding.Length > 0) headers.ContentEncoding = found.Encoding;
        http.Response.ContentLength = found.File.Length;
        if (HttpMethods.IsHead(http.Request.Method)) return;
        await http.Response.SendFileAsync(found.File.FullName, 0, null, http.RequestAborted);
    }

    /// <summary>The browser has what this tag stands for already.</summary>
    public static bool HasTag(HttpRequest request, string tag) =>
        EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out IList<EntityTagHeaderValue>? list)
        && list.Any(item => item.Tag.Equals(tag, StringComparison.Ordinal) || item == EntityTagHeaderValue.Any);

    private static bool IsShared(string file) => !file.StartsWith("pages/", StringComparison.Ordinal);

    private static bool Takes(HttpRequest request, string encoding) =>
        StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out IList<StringWithQualityHeaderValue>? list)
        && list.Any(item => item.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && item.Quality is not 0);
}
