using System.Globalization;
using System.Text.RegularExpressions;
using DreamStack.Tests.House;

namespace DreamStack.Tests.Wire.Document;

/// <summary>docs/protocol.md as the code can be compared with it: tables and worked examples by section.</summary>
internal sealed partial class ProtocolDocument
{
    private readonly Dictionary<string, string> _sections = [];

    public ProtocolDocument()
    {
        string text = Repository.Read("docs/protocol.md");
        Match[] headings = [.. Section().Matches(text).Cast<Match>()];
        for (int i = 0; i < headings.Length; i++)
        {
            int end = i + 1 < headings.Length ? headings[i + 1].Index : text.Length;
            _sections[headings[i].Groups["name"].Value] = text[headings[i].Index..end];
        }
    }

    /// <summary>The cells of every table row of a section, heads and rules left out.</summary>
    public IEnumerable<string[]> Rows(string section) => Row().Matches(_sections[section])
        .Select(row => row.Groups["cells"].Value.Split('|').Select(cell => cell.Trim()).ToArray())
        .Where(cells => !cells[0].StartsWith("---", StringComparison.Ordinal) && cells[0] is not ("code" or "bit" or "tag" or "op" or "limit"));

    /// <summary>The examples of a section whose heading names a type.</summary>
    public IEnumerable<ProtocolExample> Examples(string section) => Example().Matches(_sections[section]).Select(match => new ProtocolExample(
        section == "Input types",
        byte.Parse(match.Groups["code"].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture),
        match.Groups["type"].Value,
        Bytes(match.Groups["hex"].Value),
        string.Join("; ", match.Groups["hex"].Value.Split('\n').Where(line => line.Contains(';')).Select(line => line.Split(';', 2)[1].Trim()))));

    /// <summary>The first example of a section, whatever it shows.</summary>
    public byte[] FirstHex(string section) => Bytes(Hex().Match(_sections[section]).Groups["hex"].Value);

    private static byte[] Bytes(string hex) =>
        Convert.FromHexString(string.Concat(hex.Split('\n').Select(line => line.Split(';')[0].Replace(" ", "", StringComparison.Ordinal).Trim())));

    [GeneratedRegex(@"^## (?<name>.+?)\s*$", RegexOptions.Multiline)]
    private static partial Regex Section();

    [GeneratedRegex(@"^\| (?<cells>.+) \|\s*$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"^### 0x(?<code>[0-9A-F]{2}) (?<type>\w+)\s*$(?:(?!^###).)*?^```hex\n(?<hex>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(@"^```hex\n(?<hex>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Hex();
}
