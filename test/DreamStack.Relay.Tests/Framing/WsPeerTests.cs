using System.Diagnostics;
using System.Text.Json;
using DreamStack.Relay.Tests.Peers;

namespace DreamStack.Relay.Tests.Framing;

/// <summary>The relay beside `ws`, the library that most programs of this world speak WebSocket with.</summary>
public class WsPeerTests : RelayTest
{
    [Fact]
    public async Task Ws_sends_fragments_gets_whole_messages_pongs_refusals_and_its_own_close_code_back()
    {
        string script = Checkout.At("test", "DreamStack.Relay.Tests", "Peers", "ws-peer.mjs");
        ProcessStartInfo start = new("node", [script, $"{(Relay.Address.Scheme == Uri.UriSchemeHttps ? "wss" : "ws")}://127.0.0.1:{Relay.Address.Port}"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process node = Process.Start(start)!;
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));
        Task<string> errors = node.StandardError.ReadToEndAsync(patience.Token);
        string output = await node.StandardOutput.ReadToEndAsync(patience.Token);
        await node.WaitForExitAsync(patience.Token);
        Assert.True(node.ExitCode == 0, await errors);

        using JsonDocument told = JsonDocument.Parse(output);
        JsonElement root = told.RootElement;
        Assert.Equal("", root.GetProperty("extensions").GetString());
        Assert.Equal("are you there", root.GetProperty("answered").GetString());
        Assert.Equal(4409, root.GetProperty("refusal").GetProperty("code").GetInt32());
        Assert.Contains("has a source already", root.GetProperty("refusal").GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(3001, root.GetProperty("closed").GetInt32());
        Assert.True(root.GetProperty("binary").GetBoolean());
    }
}
