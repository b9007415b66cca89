using DreamStack.Cli;
using DreamStack.Client.Receiving;
using DreamStack.Relay;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Inputs;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Tool;

public sealed class DrawingFailureTests
{
    private const ushort Space = 0x2c;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("source springs --relay", 0)]
    [InlineData("source springs --relay", 5)]
    [InlineData("demo --port", 0)]
    [InlineData("demo --port", 5)]
    public async Task An_exception_while_drawing_ends_the_verb_with_a_message_and_a_code(string verb, int drawn)
    {
        await using RelayServer relay = await RelayServer.StartAsync(new RelayOptions { Port = 0 });
        int port = verb.StartsWith("demo", StringComparison.Ordinal) ? FreePort.Take() : relay.Address.Port;
        Uri socket = new UriBuilder("ws", "localhost", port).Uri;
        string[] line = [.. verb.Split(' '), verb.StartsWith("demo", StringComparison.Ordinal) ? $"{port}" : $"{socket}"];
        using FailingRenderer renderer = new(drawn);
        using StringWriter error = new();
        Task<int> running = DsCommand.RunAsync(line, TextWriter.Null, error, renderer);

        int seen = 0;
        await using ReceiverClient viewer = new(new ReceiverOptions { Relay = socket });
        viewer.Picture += _ =>
        {
            // The first picture is drawn where the demand came in; what the kick sets moving is drawn by the source's own beat.
            if (++seen == 1) viewer.Inputs.Key(InputType.KeyDown, new KeyInput(Space, KeyModifiers.None));
        };
        viewer.Start();

        Assert.Equal(ExitCode.Failed, await running.WaitAsync(s_patience, TestContext.Current.CancellationToken));
        Assert.Contains(FailingRenderer.Complaint, error.ToString(), StringComparison.Ordinal);
        Assert.InRange(seen, 0, drawn);
    }
}
