using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace DreamStack.Relay.Http;

/// <summary>Short answers that are no files.</summary>
internal static class Answers
{
    private const string NotFoundPage = """
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Not found — DreamStack</title>
        <link rel="stylesheet" href="/pages/base.css"></head>
        <body><main><h1>There is nothing at this address.</h1><p><a href="/">See what is running</a></p></main></body>
        </html>

        """;

    public static Task TextAsync(HttpContext http, string text, string type = "text/plain; charset=utf-8") =>
        SendAsync(http, Encoding.UTF8.GetBytes(text), type);

    public static Task NotFoundPageAsync(HttpContext http) => TextAsync(http, NotFoundPage, "text/html; charset=utf-8");

    public static Task ProblemAsync(HttpContext http, int status, string text)
    {
        http.Response.StatusCode = status;
        return JsonAsync(http, json =>
        {
            json.WriteStartObject();
            json.WriteNumber("status", status);
            json.WriteString("error", text);
            json.WriteEndObject();
        });
    }

    public static Task JsonAsync(HttpContext http, Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> output = new();
        using (Utf8JsonWriter json = new(output, new JsonWriterOptions { Indented = true })) write(json);
        return SendAsync(http, output.WrittenMemory, "application/json; charset=utf-8");
    }

    public static Task SendAsync(HttpContext http, ReadOnlyMemory<byte> body, string type)
    {
        http.Response.ContentType = type;
        http.Response.ContentLength = body.Length;
        http.Response.Headers.CacheControl = "no-store";
        return HttpMethods.IsHead(http.Request.Method)
            ? Task.CompletedTask
            : http.Response.Body.WriteAsync(body, http.RequestAborted).AsTask();
    }
}
