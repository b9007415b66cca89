using Xunit;

namespace DreamStack.Tests.House;

public sealed class SizeTests
{
    private const int MedianLines = 60;
    private const int NinetiethLines = 200;
    private const int LargestFile = 500;
    private const int LargestMethod = 90;

    [Fact]
    public void No_source_file_is_longer_than_500_lines()
    {
        Assert.Empty(Lengths().Where(file => file.Lines > LargestFile).Select(file => $"{file.File}: {file.Lines}"));
    }

    [Fact]
    public void Most_source_files_are_short()
    {
        int[] lines = [.. Lengths().Select(file => file.Lines).Order()];
        Assert.True(lines.Length > 50, "The scan found too few files to judge.");
        Assert.InRange(lines[lines.Length / 2], 1, MedianLines);
        Assert.InRange(lines[lines.Length * 9 / 10], 1, NinetiethLines);
    }

    [Fact]
    public void No_method_is_longer_than_90_lines()
    {
        List<string> tooLong = [];
        foreach (string file in Repository.Sources(".cs"))
        {
            CSharpFile source = new(Repository.Read(file));
            tooLong.AddRange(source.Members.Where(m => m.Lines > LargestMethod).Select(m => $"{file}:{m.Line} takes {m.Lines} lines"));
        }

        Assert.Empty(tooLong);
    }

    [Fact]
    public void The_scanner_measures_methods_through_strings_comments_and_lambdas()
    {
        const string source = """""
            namespace A;
            public sealed class B<T>(int c) where T : class
            {
                // } { "
                public int D { get; } = 4;
                public string E(string f)
                {
                    Run(() => { return $"{f} {{ }} {(f is "}" ? "{" : '{')}"; });
                    return @"""{";
                }
            }
            """"";
        CSharpFile file = new(source);
        Assert.Equal(["B"], file.Types);
        Assert.Equal([(5, 1), (6, 5)], file.Members.Select(m => (m.Line, m.Lines)));
    }

    private static IEnumerable<(string File, int Lines)> Lengths() =>
        Repository.Sources(".cs", ".js", ".mjs").Select(file => (file, File.ReadAllLines(Repository.PathOf(file)).Length));
}
