using System.Text;

namespace DreamStack.Tests.House;

/// <summary>C# source with the inside of comments and literals blanked, line breaks kept: what is left is structure.</summary>
internal static class CSharpText
{
    public static string Blank(string source)
    {
        StringBuilder output = new(source.Length);
        int at = 0;
        while (at < source.Length) at = Step(source, at, output);
        return output.ToString();
    }

    private static int Step(string source, int at, StringBuilder output)
    {
        if (Starts(source, at, "//")) return CopyBlank(source, at, LineEnd(source, at), output);
        if (Starts(source, at, "/*")) return CopyBlank(source, at, After(source, at + 2, "*/"), output);
        if (source[at] == '#' && IsLineStart(source, at)) return CopyBlank(source, at, LineEnd(source, at), output);
        if (source[at] == '\'') return CopyBlank(source, at, CharEnd(source, at), output);
        return LiteralStart(source, at) is { } quote
            ? CopyBlank(source, at, StringEnd(source, at, quote), output)
            : Copy(source, at, output);
    }

    private static int Copy(string source, int at, StringBuilder output)
    {
        output.Append(source[at]);
        return at + 1;
    }

    private static int CopyBlank(string source, int from, int to, StringBuilder output)
    {
        for (int i = from; i < to; i++) output.Append(source[i] == '\n' ? '\n' : ' ');
        return to;
    }

    /// <summary>Where the first quote of a literal that starts here stands; null when none starts here.</summary>
    private static int? LiteralStart(string source, int at)
    {
        int quote = at;
        while (quote < source.Length && source[quote] is '$' or '@') quote++;
        return quote < source.Length && source[quote] == '"' ? quote : null;
    }

    private static int StringEnd(string source, int start, int quote)
    {
        int quotes = 0;
        while (quote + quotes < source.Length && source[quote + quotes] == '"') quotes++;
        if (quotes >= 3 && !source.AsSpan(start, quote - start).Contains('@')) return After(source, quote + quotes, new string('"', quotes));

        bool verbatim = source.AsSpan(start, quote - start).Contains('@');
        bool holes = source.AsSpan(start, quote - start).Contains('$');
        int at = quote + 1;
        while (at < source.Length && source[at] != '"' | (verbatim && Starts(source, at, "\"\"")))
        {
            if (verbatim && Starts(source, at, "\"\"")) at += 2;
            else if (!verbatim && source[at] == '\\') at += 2;
            else if (holes && Starts(source, at, "{{")) at += 2;
            else if (holes && source[at] == '{') at = HoleEnd(source, at + 1);
            else at++;
        }

        return Math.Min(at + 1, source.Length);
    }

    private static int HoleEnd(string source, int at)
    {
        StringBuilder ignored = new();
        int depth = 1;
        while (at < source.Length && depth > 0)
        {
            if (source[at] == '{') depth++;
            if (source[at] == '}') depth--;
            at = Step(source, at, ignored);
        }

        return at;
    }

    private static int CharEnd(string source, int at)
    {
        int end = at + 1;
        while (end < source.Length && source[end] is not ('\'' or '\n')) end += source[end] == '\\' ? 2 : 1;
        return Math.Min(end + 1, source.Length);
    }

    private static bool IsLineStart(string source, int at)
    {
        while (at > 0 && source[at - 1] is ' ' or '\t') at--;
        return at == 0 || source[at - 1] == '\n';
    }

    private static bool Starts(string source, int at, string word) => string.CompareOrdinal(source, at, word, 0, word.Length) == 0;

    private static int LineEnd(string source, int at) => source.IndexOf('\n', at) is var end and >= 0 ? end : source.Length;

    private static int After(string source, int at, string word) =>
        source.IndexOf(word, Math.Min(at, source.Length), StringComparison.Ordinal) is var end and >= 0
            ? end + word.Length
            : source.Length;
}
