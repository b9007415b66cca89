using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace DreamStack.Tests.House;

public sealed partial class ArrowTests
{
    [Fact]
    public void Every_project_stands_on_what_the_architecture_says_and_on_nothing_else()
    {
        Dictionary<string, string[]> table = Table();
        Dictionary<string, string[]> projects = Projects("src/", "web/");
        Assert.Equal(projects.Keys.Order(), table.Keys.Order());
        foreach ((string project, string[] stands) in projects) Assert.Equal((project, string.Join(", ", table[project])), (project, string.Join(", ", stands)));
    }

    [Fact]
    public void Only_the_end_to_end_tests_reference_the_tool()
    {
        string[] referencing = [.. Projects("").Where(p => p.Value.Contains("DreamStack.Cli")).Select(p => p.Key)];
        Assert.Equal(["DreamStack.EndToEnd.Tests"], referencing);
    }

    [Fact]
    public void What_runs_in_the_browser_has_no_package_with_a_native_part()
    {
        foreach (string project in new[] { "DreamStack.Streaming", "DreamStack.App", "DreamStack.Physics" })
        {
            string[] packages = [.. XDocument.Load(Repository.PathOf($"src/{project}/{project}.csproj"))
                .Descendants("PackageReference").Select(p => (string)p.Attribute("Include")!)];
            Assert.Empty(packages.Except(["System.IO.Hashing"]));
        }
    }

    private static Dictionary<string, string[]> Projects(params string[] folders) => Repository.Sources(".csproj")
        .Where(file => folders.Any(folder => file.StartsWith(folder, StringComparison.Ordinal)))
        .ToDictionary(file => Path.GetFileNameWithoutExtension(file), References);

    private static string[] References(string file) => [.. XDocument.Load(Repository.PathOf(file))
        .Descendants("ProjectReference")
        .Select(r => Path.GetFileNameWithoutExtension(((string)r.Attribute("Include")!).Replace('\\', '/'))).Order()];

    private static Dictionary<string, string[]> Table() => ArrowRow()
        .Matches(Repository.Read("docs/architecture.md"))
        .ToDictionary(
            row => row.Groups["project"].Value,
            row => ProjectName().Matches(row.Groups["stands"].Value).Select(m => m.Groups["project"].Value).Order().ToArray());

    [GeneratedRegex(@"^\| `(?<project>DreamStack\.[\w.]+)` \| (?<stands>[^|]*) \|", RegexOptions.Multiline)]
    private static partial Regex ArrowRow();

    [GeneratedRegex(@"`(?<project>DreamStack\.[\w.]+)`")]
    private static partial Regex ProjectName();
}
