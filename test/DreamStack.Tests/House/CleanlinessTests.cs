using System.Text.RegularExpressions;
using Xunit;

namespace DreamStack.Tests.House;

public sealed partial class CleanlinessTests
{
    private static readonly string[] TextFiles =
    [
        ".cs", ".csproj", ".props", ".targets", ".slnx", ".json", ".js", ".mjs", ".ts", ".css", ".html", ".md", ".sh", ".txt", ".yml", "",
    ];

    // In pieces, so that this file does not hold what it looks for.
    private static readonly string[] Elsewhere =
    [
        "api.nuget" + ".org", "www.nuget" + ".org", "registry.npm" + "js.org", "www.npm" + "js.com", "files.pythonhosted" + ".org",
        "/work" + "/main", "/work" + "/wt", "/work" + "/shared", "/root" + "/", "/home" + "/", "/tmp" + "/brief",
    ];

    private static readonly string[] Marks = ["TO" + "DO", "FIX" + "ME", "HA" + "CK", "XX" + "X"];

    [Fact]
    public void No_file_names_a_package_registry_or_a_path_of_one_machine()
    {
        List<string> found = [];
        foreach (string file in Repository.Files.Where(file => TextFiles.Contains(Path.GetExtension(file))))
        {
            string text = Repository.Read(file);
            found.AddRange(Elsewhere.Where(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)).Select(word => $"{file}: {word}"));
        }

        Assert.Empty(found);
    }

    [Fact]
    public void No_source_leaves_a_mark_for_later()
    {
        Regex mark = new($@"\b(?:{string.Join('|', Marks)})\b", RegexOptions.CultureInvariant);
        Assert.DoesNotContain(
            Repository.Sources(".cs", ".js", ".mjs", ".css", ".html", ".sh"), file => mark.IsMatch(Repository.Read(file)));
    }

    [Fact]
    public void No_catch_is_empty_and_no_test_is_skipped()
    {
        Assert.DoesNotContain(Repository.Sources(".cs", ".js", ".mjs"), file => EmptyCatch().IsMatch(Repository.Read(file)));
        Assert.DoesNotContain(Repository.Sources(".cs"), file => Skipped().IsMatch(CSharpText.Blank(Repository.Read(file))));
    }

    [GeneratedRegex(@"catch\s*(?:\([^)]*\))?\s*\{\s*\}")]
    private static partial Regex EmptyCatch();

    [GeneratedRegex(@"\[(?:Fact|Theory)\([^\]]*\bSkip\s*=")]
    private static partial Regex Skipped();
}
