using System.Text.RegularExpressions;
using Xunit;

namespace DreamStack.Tests.House;

public sealed partial class NamingTests
{
    [Fact]
    public void A_file_holds_one_type_and_carries_its_name()
    {
        List<string> wrong = [];
        foreach (string file in Repository.Sources(".cs"))
        {
            string name = Path.GetFileName(file).Split('.')[0];
            string source = Repository.Read(file);
            IReadOnlySet<string> types = new CSharpFile(source).Types;
            // A program's statements, and files of usings or assembly attributes alone, hold no type.
            if (types.Count == 0 && (name == "Program" || !CSharpText.Blank(source).Contains('{', StringComparison.Ordinal))) continue;
            if (types.Count != 1 || !types.Contains(name)) wrong.Add($"{file}: {string.Join(", ", types)}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void A_namespace_is_its_folder()
    {
        List<string> wrong = [];
        foreach (string file in Repository.Sources(".cs").Where(file => !file.EndsWith("Program.cs", StringComparison.Ordinal)))
        {
            string[] parts = file.Split('/');
            string expected = string.Join('.', parts[1..^1]);
            string actual = Namespace().Match(Repository.Read(file)).Groups["name"].Value;
            // In web/ the folders are not their projects' names.
            if (parts[0] == "web") expected = string.Join('.', [parts[1] == "follower" ? "DreamStack.Follower" : "DreamStack.Streaming.Wasm", .. parts[2..^1]]);
            if (actual != expected && actual.Length > 0) wrong.Add($"{file}: {actual}, not {expected}");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void No_drawer_is_called_by_a_word_that_says_nothing()
    {
        Assert.DoesNotContain(Repository.Sources(".cs", ".js", ".mjs"), file => Drawer().IsMatch(file));
    }

    [GeneratedRegex(@"^namespace\s+(?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"(?i:utils|utilities|helpers?|managers?)\b|(?-i:Util|Helper|Manager)(?=[A-Z./])|\b(?i:common)\b")]
    private static partial Regex Drawer();
}
