using System.CommandLine;
using DreamStack.Cli;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Tool;

public sealed class HelpTests
{
    public static TheoryData<string> Verbs => [.. Walk(DsCommand.Create(), [])];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Every_verb_has_a_help_with_an_example_and_the_exit_codes(string verb)
    {
        using StringWriter output = new();
        string[] words = verb.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(ExitCode.Done, await DsCommand.RunAsync([.. words, "--help"], output, TextWriter.Null));
        string help = output.ToString();
        Assert.Contains("Examples:", help, StringComparison.Ordinal);
        Assert.Contains($"  ds {string.Join(' ', words)}", help, StringComparison.Ordinal);
        Assert.Contains("130 interrupted", help, StringComparison.Ordinal);
        Assert.DoesNotContain("{ ", help, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dance")]
    [InlineData("demo --port 70000")]
    [InlineData("demo --size 3x3")]
    [InlineData("demo --size 4096x4096")]
    [InlineData("demo --fps 0")]
    [InlineData("demo --scale 0")]
    [InlineData("demo --crop 1,2,3")]
    [InlineData("demo --crop 700,0,10,10")]
    [InlineData("demo --rotate 45")]
    [InlineData("demo --watermark no-such-file.png")]
    [InlineData("source springs --flip x")]
    [InlineData("demo --stream a/b")]
    [InlineData("receive not\\an\\address")]
    [InlineData("receive --mode neural")]
    [InlineData("receive --mode signal --save x.png")]
    [InlineData("receive --seconds 0")]
    [InlineData("source springs --relay ftp://localhost")]
    public async Task Wrong_usage_is_told_before_anything_starts(string line)
    {
        using StringWriter error = new();
        Assert.Equal(ExitCode.Usage, await DsCommand.RunAsync(line.Split(' '), TextWriter.Null, error));
        Assert.NotEqual("", error.ToString().Trim());
    }

    private static IEnumerable<string> Walk(Command command, string[] path) =>
        command.Subcommands.SelectMany(verb => Walk(verb, [.. path, verb.Name])).Prepend(string.Join(' ', path));
}
