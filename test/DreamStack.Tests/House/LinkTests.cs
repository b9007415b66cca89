using System.Text.RegularExpressions;
using Xunit;

namespace DreamStack.Tests.House;

public sealed partial class LinkTests
{
    [Fact]
    public void Every_link_between_documents_leads_somewhere()
    {
        List<string> broken = [];
        foreach (string file in Repository.Sources(".md"))
        {
            foreach (Match link in Link().Matches(WithoutCode(Repository.Read(file))))
            {
                string target = link.Groups["target"].Value;
                if (!Leads(file, target)) broken.Add($"{file} → {target}");
            }
        }

        Assert.Empty(broken);
    }

    private static bool Leads(string file, string target)
    {
        if (target.Contains("://", StringComparison.Ordinal) || target.StartsWith("mailto:", StringComparison.Ordinal)) return true;
        string[] parts = target.Split('#', 2);
        string path = parts[0].Length == 0
            ? Repository.PathOf(file)
            : Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(file)!, Uri.UnescapeDataString(parts[0])));
        if (parts.Length == 1 || !path.EndsWith(".md", StringComparison.Ordinal)) return File.Exists(path) || Directory.Exists(path);
        return File.Exists(path) && Heading().Matches(WithoutCode(File.ReadAllText(path)))
            .Any(heading => Slug(heading.Groups["text"].Value) == parts[1]);
    }

    private static string Slug(string heading) =>
        NotInSlug().Replace(heading.Trim().ToLowerInvariant(), "").Replace(' ', '-');

    private static string WithoutCode(string text) => Fence().Replace(text, "");

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)(?:\s+""[^""]*"")?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#{1,6}\s+(?<text>.+?)\s*$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NotInSlug();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
