using System.Diagnostics;
using System.Text.RegularExpressions;
using DreamStack.Cli;
using DreamStack.Rendering;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Tool;

public sealed partial class DemoTests
{
    [Fact]
    public async Task The_demo_is_shown_saved_and_ended_with_a_word_to_who_watches()
    {
        await using ToolProcess demo = ToolProcess.Start("demo", "--port", "0", "--size", "320x200", "--stream", "s1");
        string watch = Address().Match(await demo.LineAsync("Open")).Value;
        Assert.EndsWith("/watch/s1", watch, StringComparison.Ordinal);

        string file = Path.Combine(Path.GetTempPath(), $"ds-{Guid.NewGuid():N}.png");
        (int code, string output) = await ToolProcess.RunAsync("receive", watch, "--save", file);
        Assert.True(code == ExitCode.Done, output);
        byte[] rgba = PngImage.Read(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken), out int width, out int height);
        File.Delete(file);
        Assert.Equal((320, 200), (width, height));
        Assert.True(rgba.Chunk(4).Select(pixel => BitConverter.ToUInt32(pixel)).Distinct().Count() > 20, "The picture shows no springs.");

        Assert.Equal(rgba, await RawAsync(watch));

        await using ToolProcess watching = ToolProcess.Start("receive", watch, "--raw", "/dev/null");
        await using ToolProcess drawing = ToolProcess.Start("receive", watch, "--mode", "signal", "--seconds", "0.5");
        Assert.Equal(ExitCode.Done, await drawing.ExitAsync());
        await watching.LineAsync("Connected");
        Assert.Equal(ExitCode.Done, await demo.InterruptAsync());
        await watching.LineAsync("The demo was stopped.");
        Assert.Equal(ExitCode.Done, await watching.ExitAsync());
        Assert.EndsWith("The demo was stopped.", demo.Output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_port_is_told_with_what_to_do()
    {
        await using ToolProcess relay = ToolProcess.Start("relay", "--port", "0");
        int port = new Uri(Address().Match(await relay.LineAsync("Open")).Value).Port;
        (int code, string output) = await ToolProcess.RunAsync("demo", "--port", $"{port}");
        Assert.Equal(ExitCode.Failed, code);
        Assert.Contains("--port", output, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, await relay.InterruptAsync());
    }

    [Fact]
    public async Task A_second_source_is_refused_with_the_reason_and_the_first_goes_on()
    {
        await using ToolProcess relay = ToolProcess.Start("relay", "--port", "0");
        int port = new Uri(Address().Match(await relay.LineAsync("Open")).Value).Port;
        await using ToolProcess first = ToolProcess.Start("source", "springs", "--relay", $"ws://localhost:{port}");
        await first.LineAsync("Connected");
        (int code, string output) = await ToolProcess.RunAsync("source", "springs", "--relay", $"ws://localhost:{port}");
        Assert.Equal(ExitCode.NotConnected, code);
        Assert.Contains("source", output, StringComparison.Ordinal);
        (code, output) = await ToolProcess.RunAsync("receive", $"localhost:{port}", "--frames", "1");
        Assert.True(code == ExitCode.Done, output);
    }

    [Fact]
    public async Task Source_and_receiver_come_back_by_themselves_when_the_relay_crashed()
    {
        ToolProcess relay = ToolProcess.Start("relay", "--port", "0");
        int port = new Uri(Address().Match(await relay.LineAsync("Open")).Value).Port;
        await using ToolProcess source = ToolProcess.Start("source", "springs", "--relay", $"ws://localhost:{port}");
        await source.LineAsync("Connected");
        await using ToolProcess receiver = ToolProcess.Start("receive", $"localhost:{port}", "--frames", "1000000");
        await receiver.LineAsync("Connected");

        await relay.KillAsync();
        await relay.DisposeAsync();
        await receiver.LineAsync("Trying again.");
        await using ToolProcess again = ToolProcess.Start("relay", "--port", $"{port}");
        await source.LineAsync("Connected", nth: 2);
        await receiver.LineAsync("Connected", nth: 2);
    }

    [Fact]
    public async Task Nothing_there_is_an_exit_code_of_its_own()
    {
        (int code, string output) = await ToolProcess.RunAsync("receive", "localhost:1");
        Assert.Equal(ExitCode.NotConnected, code);
        Assert.Contains("Is the relay running?", output, StringComparison.Ordinal);
    }

    /// <summary>What one picture looks like on standard output.</summary>
    private static async Task<byte[]> RawAsync(string watch)
    {
        ProcessStartInfo start = new(ToolProcess.Executable, ["receive", watch, "--raw", "-", "--frames", "1"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process tool = Process.Start(start)!;
        Task<string> figures = tool.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        using MemoryStream raw = new();
        await tool.StandardOutput.BaseStream.CopyToAsync(raw, TestContext.Current.CancellationToken);
        await tool.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(tool.ExitCode == ExitCode.Done, await figures);
        return raw.ToArray();
    }

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex Address();
}
