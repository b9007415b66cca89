using System.IO.Compression;
using System.Net;
using System.Text;
using DreamStack.Relay.Tests.Peers;

namespace DreamStack.Relay.Tests.Http;

public sealed class PagesTests : RelayTest
{
    private readonly string _root = Directory.CreateTempSubdirectory("relay-pages").FullName;
    private readonly HttpClient _http = new();

    public PagesTests()
    {
        Write("pages/index.html", "<title>start</title>");
        Write("pages/watch.html", "<title>watch</title>");
        Write("pages/source.html", "<title>source</title>");
        Write("client/ds-view.js", "export {};");
        Write("wasm/dotnet.wasm", "not packed");
        Write("secret.txt", "secret");
        Write("pages/.hidden", "hidden");
        using FileStream packed = File.Create(Path.Combine(_root, "wasm/dotnet.wasm.br"));
        using BrotliStream brotli = new(packed, CompressionLevel.Optimal);
        brotli.Write("packed"u8);
        Options = base.Options with { WebRoot = _root };
    }

    protected override RelayOptions Options { get; }

    [Theory]
    [InlineData("/", "start")]
    [InlineData("/watch/main", "watch")]
    [InlineData("/watch", "watch")]
    [InlineData("/source", "source")]
    [InlineData("/source/main?kind=screen", "source")]
    public async Task A_person_finds_the_pages_at_clean_addresses(string path, string title)
    {
        using HttpResponseMessage answer = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Contains(title, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        string policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self' 'wasm-unsafe-eval'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-inline", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("/secret.txt")]
    [InlineData("/pages/../secret.txt")]
    [InlineData("/pages/%2e%2e/secret.txt")]
    [InlineData("/pages/..%2fsecret.txt")]
    [InlineData("/pages/%5c..%5csecret.txt")]
    [InlineData("/pages//index.html")]
    [InlineData("/pages/.hidden")]
    [InlineData("/pages/")]
    [InlineData("/pages")]
    [InlineData("/watch/.name")]
    [InlineData("/nothing")]
    public async Task What_is_not_served_is_not_found(string path)
    {
        using HttpResponseMessage answer = await GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        string body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
        Assert.Contains("nothing at this address", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_who_is_lost_gets_a_page()
    {
        using HttpRequestMessage request = new(HttpMethod.Get, Uri("/nothing"));
        request.Headers.Accept.ParseAdd("text/html");
        using HttpResponseMessage answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task The_receiver_may_be_loaded_by_any_page_and_has_its_right_type()
    {
        using HttpResponseMessage script = await GetAsync("/client/ds-view.js");
        Assert.Equal("text/javascript", script.Content.Headers.ContentType!.MediaType);
        Assert.Equal("*", Assert.Single(script.Headers.GetValues("Access-Control-Allow-Origin")));
        using HttpResponseMessage wasm = await GetAsync("/wasm/dotnet.wasm");
        Assert.Equal("application/wasm", wasm.Content.Headers.ContentType!.MediaType);
        Assert.Empty(wasm.Content.Headers.ContentEncoding);
    }

    [Theory]
    [InlineData("br, gzip", true)]
    [InlineData("gzip, deflate, br;q=0.9", true)]
    [InlineData("br;q=0", false)]
    [InlineData("gzip", false)]
    public async Task A_packed_sister_is_sent_to_those_who_take_it(string accepts, bool packed)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, Uri("/wasm/dotnet.wasm"));
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepts);
        using HttpResponseMessage answer = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(packed ? ["br"] : [], answer.Content.Headers.ContentEncoding);
        Assert.Contains("Accept-Encoding", answer.Headers.Vary);
        byte[] body = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal(packed ? "packed" : "not packed", packed ? Unpack(body) : Encoding.UTF8.GetString(body));
    }

    [Fact]
    public async Task What_the_browser_has_is_not_sent_again()
    {
        using HttpResponseMessage first = await GetAsync("/client/ds-view.js");
        using HttpRequestMessage again = new(HttpMethod.Get, Uri("/client/ds-view.js"));
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using HttpResponseMessage second = await _http.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        File.AppendAllText(Path.Combine(_root, "client/ds-view.js"), "// changed");
        using HttpResponseMessage third = await GetAsync("/client/ds-view.js");
        Assert.NotEqual(first.Headers.ETag, third.Headers.ETag);
    }

    [Fact]
    public async Task Only_GET_and_HEAD_are_answered()
    {
        using HttpResponseMessage post = await _http.PostAsync(Uri("/"), null, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, post.StatusCode);
        using HttpRequestMessage head = new(HttpMethod.Head, Uri("/"));
        using HttpResponseMessage answer = await _http.SendAsync(head, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    private static string Unpack(byte[] body)
    {
        using BrotliStream brotli = new(new MemoryStream(body), CompressionMode.Decompress);
        using StreamReader reader = new(brotli);
        return reader.ReadToEnd();
    }

    private Uri Uri(string path) => new(new UriBuilder(Relay.Address) { Host = "127.0.0.1" }.Uri.ToString().TrimEnd('/') + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });

    private Task<HttpResponseMessage> GetAsync(string path) => _http.GetAsync(Uri(path), TestContext.Current.CancellationToken);

    private void Write(string file, string text)
    {
        string path = Path.Combine(_root, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
