using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace DreamStack.Relay.Framing;

/// <summary>The opening handshake from the server's side (RFC 6455, 4.2).</summary>
internal static class Handshake
{
    private const string Version = "13";
    private const string Token = "websocket";
    private const int NonceBytes = 16;
    private const int EncodedNonce = 24;

    private static ReadOnlySpan<byte> Guid => "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"u8;

    /// <summary>The request wants to become a WebSocket, whatever else is wrong with it.</summary>
    public static bool IsAsked(HttpContext http) => Has(http.Request.Headers.Upgrade, Token);

    /// <summary>Why the request cannot become one, for a person; null when it can (4.2.1).</summary>
    public static string? Refuse(HttpContext http)
    {
        IHeaderDictionary headers = http.Request.Headers;
        if (!HttpMethods.IsGet(http.Request.Method)) return "A WebSocket begins with GET.";
        bool upgradable = HttpProtocol.IsHttp11(http.Request.Protocol) && http.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true };
        if (!upgradable || !Has(headers.Connection, "upgrade"))
        {
            return "A WebSocket begins with HTTP/1.1 and the header Connection: Upgrade.";
        }

        if (headers.SecWebSocketVersion != Version)
        {
            http.Response.Headers.SecWebSocketVersion = Version;
            return "Only version 13 of the WebSocket protocol is spoken here.";
        }

        return IsNonce(headers.SecWebSocketKey) ? null : "Sec-WebSocket-Key has to be one value of 16 bytes in base64.";
    }

    /// <summary>The status of a refusal: 426 tells a peer of another version which one to speak (4.2.2).</summary>
    public static int StatusOf(HttpContext http) =>
        StringValues.IsNullOrEmpty(http.Response.Headers.SecWebSocketVersion)
            ? StatusCodes.Status400BadRequest
            : StatusCodes.Status426UpgradeRequired;

    /// <summary>Says yes; the stream carries frames from here on, and what came behind the request is read from it.</summary>
    public static Task<Stream> AcceptAsync(HttpContext http)
    {
        IHeaderDictionary headers = http.Response.Headers;
        headers.Upgrade = Token;
        headers.Connection = HeaderNames.Upgrade;
        headers.SecWebSocketAccept = AcceptOf(http.Request.Headers.SecWebSocketKey.ToString());
        return http.Features.GetRequiredFeature<IHttpUpgradeFeature>().UpgradeAsync();
    }

    /// <summary>The proof that a server has read this key (4.2.2, 5.4).</summary>
    [SuppressMessage("Security", "CA5350", Justification = "RFC 6455 says SHA-1; it proves that the key was read, and protects nothing.")]
    internal static string AcceptOf(string key)
    {
        Span<byte> input = stackalloc byte[EncodedNonce + Guid.Length];
        Encoding.ASCII.GetBytes(key, input);
        Guid.CopyTo(input[EncodedNonce..]);
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        SHA1.HashData(input, hash);
        return Convert.ToBase64String(hash);
    }

    private static bool IsNonce(StringValues values) =>
        values is [{ Length: EncodedNonce } key] && Base64.IsValid(key, out int bytes) && bytes == NonceBytes;

    private static bool Has(StringValues header, string token)
    {
        foreach (string? line in header)
        {
            foreach (Range part in line.AsSpan().Split(','))
            {
                if (line.AsSpan(part).Trim().Equals(token, StringComparison.OrdinalIgnoreCase)) return true;
            }
        }

        return false;
    }
}
