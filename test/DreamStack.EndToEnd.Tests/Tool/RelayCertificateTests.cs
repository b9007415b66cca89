using System.Net.Security;
using System.Net.WebSockets;
using System.Security.Cryptography;
using DreamStack.Cli;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Tool;

public sealed class RelayCertificateTests
{
    [Theory]
    [InlineData("relay")]
    [InlineData("demo")]
    public async Task With_a_certificate_pages_come_over_https_and_messages_over_wss(string verb)
    {
        using SelfMadeCertificate made = new();
        await using ToolProcess relay = ToolProcess.Start(verb, "--port", "0", "--certificate", made.CertificateFile, "--key", made.KeyFile);
        string line = await relay.LineAsync("Open");
        Uri address = new(line[line.IndexOf("https://", StringComparison.Ordinal)..].Trim());

        using SocketsHttpHandler handler = new() { SslOptions = new() { RemoteCertificateValidationCallback = Shows(made) } };
        using HttpClient http = new(handler);
        string streams = await http.GetStringAsync(new Uri(address, "/streams"), TestContext.Current.CancellationToken);
        Assert.StartsWith("[", streams.TrimStart(), StringComparison.Ordinal);

        using ClientWebSocket socket = new();
        socket.Options.RemoteCertificateValidationCallback = Shows(made);
        await socket.ConnectAsync(new UriBuilder("wss", address.Host, address.Port, "/stream/default").Uri, TestContext.Current.CancellationToken);
        ValueWebSocketReceiveResult first = await socket.ReceiveAsync(new Memory<byte>(new byte[65536]), TestContext.Current.CancellationToken);
        Assert.Equal(WebSocketMessageType.Binary, first.MessageType);
        Assert.Equal(ExitCode.Done, await relay.InterruptAsync());
    }

    [Fact]
    public async Task A_root_is_enough_to_trust_a_relay_and_its_lack_is_told()
    {
        using SelfMadeCertificate made = new();
        await using ToolProcess relay = ToolProcess.Start("relay", "--port", "0", "--certificate", made.CertificateFile, "--key", made.KeyFile);
        string line = await relay.LineAsync("Open");
        string address = line[line.IndexOf("https://", StringComparison.Ordinal)..].Trim();
        await using ToolProcess source = ToolProcess.Start("source", "springs", "--relay", address, "--trust", made.RootFile);
        (int code, string output) = await ToolProcess.RunAsync("receive", address, "--frames", "1", "--trust", made.RootFile);
        Assert.True(code == ExitCode.Done, output);

        (code, output) = await ToolProcess.RunAsync("receive", address, "--frames", "1");
        Assert.Equal((ExitCode.NotConnected, true), (code, output.Contains("is not trusted", StringComparison.Ordinal)));
        Assert.Contains("--trust", output, StringComparison.Ordinal);
        (code, output) = await ToolProcess.RunAsync("source", "springs", "--relay", address);
        Assert.Equal((ExitCode.NotConnected, true), (code, output.Contains("is not trusted", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_file_that_holds_nobody_to_trust_is_told()
    {
        using SelfMadeCertificate made = new();
        (int code, string output) = await ToolProcess.RunAsync("receive", "--trust", made.KeyFile);
        Assert.Equal((ExitCode.Failed, true), (code, output.Contains("holds no PEM certificate", StringComparison.Ordinal)));
        (code, output) = await ToolProcess.RunAsync("source", "springs", "--trust", made.RootFile + ".gone");
        Assert.Equal((ExitCode.Failed, true), (code, output.Contains("There is no file", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_key_alone_and_a_missing_or_wrong_file_are_told()
    {
        using SelfMadeCertificate made = new();
        (int code, string output) = await ToolProcess.RunAsync("relay", "--port", "0", "--key", made.KeyFile);
        Assert.Equal((ExitCode.Usage, true), (code, output.Contains("--key needs --certificate", StringComparison.Ordinal)));
        (code, output) = await ToolProcess.RunAsync("relay", "--port", "0", "--certificate", made.CertificateFile + ".gone");
        Assert.Equal((ExitCode.Failed, true), (code, output.Contains("There is no file", StringComparison.Ordinal)));
        (code, output) = await ToolProcess.RunAsync("relay", "--port", "0", "--certificate", made.KeyFile);
        Assert.Equal((ExitCode.Failed, true), (code, output.Contains("no PEM certificate", StringComparison.Ordinal)));
    }

    private static RemoteCertificateValidationCallback Shows(SelfMadeCertificate made) =>
        (_, shown, _, _) => shown?.GetCertHashString(HashAlgorithmName.SHA256) == made.Hash;
}
