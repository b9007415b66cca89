using System.Text.RegularExpressions;

namespace DreamStack.Tests.House;

/// <summary>The types and members of one source file, found by their braces.</summary>
internal sealed partial class CSharpFile
{
    private readonly string _code;
    private readonly HashSet<string> _types = [];
    private readonly List<CSharpMember> _members = [];

    public CSharpFile(string source)
    {
        _code = CSharpText.Blank(source);
        Scan();
    }

    /// <summary>Names of the types that are not inside another.</summary>
    public IReadOnlySet<string> Types => _types;

    public IReadOnlyList<CSharpMember> Members => _members;

    private void Scan()
    {
        Stack<(Block Kind, string Head, int Line)> open = [];
        int headStart = 0;
        int parentheses = 0;
        for (int at = 0; at < _code.Length; at++)
        {
            char c = _code[at];
            if (c == '(') parentheses++;
            else if (c == ')') parentheses--;
            else if (c == '{')
            {
                string head = _code[headStart..at].Trim();
                int line = LineOf(headStart + (_code[headStart..at].Length - _code[headStart..at].TrimStart().Length));
                open.Push((KindOf(head, open, parentheses), head, line));
                if (open.Peek().Kind == Block.Type && open.Count == 1) AddType(head);
            }
            else if (c == '}' && open.TryPop(out (Block Kind, string Head, int Line) block) && block.Kind == Block.Member)
            {
                _members.Add(new CSharpMember(block.Head, block.Line, LineOf(at) - block.Line + 1));
            }

            if (c == ';' && open.Count == 0) AddType(_code[headStart..at].Trim());
            if (c is '{' or '}' or ';' && parentheses == 0) headStart = at + 1;
        }
    }

    private static Block KindOf(string head, Stack<(Block Kind, string Head, int Line)> open, int parentheses)
    {
        bool inType = open.Count == 0 || open.Peek().Kind == Block.Type;
        if (!inType || parentheses > 0) return Block.Inner;
        return TypeHead().IsMatch(head) ? Block.Type : Block.Member;
    }

    private void AddType(string head)
    {
        if (TypeHead().Match(head) is { Success: true } match) _types.Add(match.Groups["name"].Value);
    }

    private int LineOf(int at) => _code.AsSpan(0, at).Count('\n') + 1;

    [GeneratedRegex(
        @"^(?:\[[^\]]*\]\s*)*(?:(?:public|internal|private|protected|file|static|sealed|abstract|readonly|ref|partial|unsafe|new)\s+)*"
        + @"(?:record\s+struct|record\s+class|class|struct|interface|enum|record|delegate\s+[\w<>\[\],\s]+?)\s+(?<name>\w+)")]
    private static partial Regex TypeHead();

    private enum Block
    {
        Type,
        Member,
        Inner,
    }
}
