using System.Text.RegularExpressions;
using DreamStack.App.Scene;
using DreamStack.Tests.House;
using Xunit;

namespace DreamStack.Tests.App.Scene;

public sealed partial class DisplayListDocumentTests
{
    [Fact]
    public void The_table_has_every_operation_with_its_code_and_its_count_of_words()
    {
        Dictionary<DisplayOp, (int Code, string[] Arguments)> table = ReadTable();
        var list = new DisplayList();
        EveryOperation.AddTo(list);

        Assert.Equal(Enum.GetValues<DisplayOp>().Order(), table.Keys.Order());
        ReadOnlySpan<int> words = list.Words;
        HashSet<DisplayOp> seen = [];
        while (!words.IsEmpty)
        {
            var op = (DisplayOp)(words[0] & 0xFF);
            int count = words[0] >>> DisplayList.OpBits;
            Assert.Equal((int)op, table[op].Code);
            int points = op switch { DisplayOp.StrokePolyline => (4 - 1) * 2, DisplayOp.FillPolygon => (3 - 1) * 2, _ => 0 };
            Assert.Equal(1 + table[op].Arguments.Length + points, count);
            seen.Add(op);
            words = words[count..];
        }

        Assert.Equal(Enum.GetValues<DisplayOp>().Length, seen.Count);
    }

    [Fact]
    public void Colours_stand_where_the_table_says()
    {
        Dictionary<DisplayOp, (int Code, string[] Arguments)> table = ReadTable();
        var list = new DisplayList();
        const uint Mark = 0xABCDEF12;
        list.FillRect(0, 0, 0, 0, Mark);
        list.FillRoundRect(0, 0, 0, 0, 0, Mark);
        list.FillCircle(0, 0, 0, Mark);
        list.StrokeRoundRect(0, 0, 0, 0, 0, 0, Mark);
        list.StrokeCircle(0, 0, 0, 0, Mark);
        list.StrokeArc(0, 0, 0, 0, 0, 0, Mark);
        list.StrokeLine(0, 0, 0, 0, 0, Mark);
        list.StrokePolyline([0, 0, 0, 0], 0, Mark);
        list.FillPolygon([0, 0, 0, 0, 0, 0], Mark);
        list.FillText("", 0, 0, 0, TextWeight.Regular, TextAlign.Left, Mark);

        for (ReadOnlySpan<int> words = list.Words; !words.IsEmpty; words = words[(words[0] >>> 8)..])
        {
            string[] arguments = table[(DisplayOp)(words[0] & 0xFF)].Arguments;
            Assert.Equal(unchecked((int)Mark), words[1 + Array.IndexOf(arguments, "color c")]);
        }
    }

    private static Dictionary<DisplayOp, (int Code, string[] Arguments)> ReadTable()
    {
        string document = Repository.Read("docs/display-list.md");
        return Row().Matches(document).ToDictionary(
            row => Enum.Parse<DisplayOp>(row.Groups["name"].Value),
            row => (int.Parse(row.Groups["code"].Value, null), row.Groups["arguments"].Value
                .Replace("then ", "", StringComparison.Ordinal)
                .Replace(" for each point", "", StringComparison.Ordinal)
                .Split(", ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)));
    }

    [GeneratedRegex(@"^\| (?<code>\d+) \| (?<name>\w+) \|(?<arguments>[^|]*)\|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
