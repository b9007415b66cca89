using System.Globalization;

namespace DreamStack.Relay.Tests.Telemetry;

/// <summary>
/// A strict reader of the Prometheus text format 0.0.4: every figure is declared before its values, once; values of one figure
/// stand together; names, labels and escapes are as the format says; no series comes twice.
/// </summary>
internal sealed class Exposition
{
    private readonly Dictionary<string, double> _series = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _types = new(StringComparer.Ordinal);
    private readonly HashSet<string> _finished = new(StringComparer.Ordinal);
    private string _family = "";
    private string? _helped;

    /// <summary>The figures, each with its type.</summary>
    public IReadOnlyDictionary<string, string> Types => _types;

    /// <summary>The values by name and labels as written.</summary>
    public IReadOnlyDictionary<string, double> Series => _series;

    public static Exposition Parse(string text)
    {
        if (!text.EndsWith('\n')) throw new FormatException("The last line has no end.");
        Exposition all = new();
        foreach (string line in text[..^1].Split('\n')) all.Read(line);
        if (all._helped is not null) throw new FormatException($"{all._helped} has a help text and no type.");
        return all;
    }

    private void Read(string line)
    {
        if (line.StartsWith("# HELP ", StringComparison.Ordinal)) ReadHelp(line["# HELP ".Length..]);
        else if (line.StartsWith("# TYPE ", StringComparison.Ordinal)) ReadType(line["# TYPE ".Length..]);
        else if (line.StartsWith('#') || line.Length == 0) throw new FormatException($"Neither figure nor value: '{line}'.");
        else ReadValue(line);
    }

    private void ReadHelp(string rest)
    {
        int space = rest.IndexOf(' ', StringComparison.Ordinal);
        if (space <= 0 || !IsName(rest[..space])) throw new FormatException($"No help text: '{rest}'.");
        CheckEscapes(rest[space..], quotes: false);
        _helped = rest[..space];
    }

    private void ReadType(string rest)
    {
        string[] words = rest.Split(' ');
        if (words.Length != 2 || words[0] != _helped) throw new FormatException($"The type is not that of the help text before: '{rest}'.");
        if (words[1] is not ("counter" or "gauge" or "summary")) throw new FormatException($"Unknown type: '{rest}'.");
        if (_family.Length > 0) _finished.Add(_family);
        if (_finished.Contains(words[0]) || !_types.TryAdd(words[0], words[1])) throw new FormatException($"{words[0]} comes twice.");
        if (words[1] == "counter" && !words[0].EndsWith("_total", StringComparison.Ordinal)) throw new FormatException($"{words[0]} is a counter without _total.");
        _family = words[0];
        _helped = null;
    }

    private void ReadValue(string line)
    {
        int end = line.LastIndexOf(' ');
        string series = line[..end];
        int brace = series.IndexOf('{', StringComparison.Ordinal);
        string name = brace < 0 ? series : series[..brace];
        List<string> labels = brace < 0 ? [] : ReadLabels(series[brace..]);
        bool summary = _types.GetValueOrDefault(_family) == "summary";
        bool ofFamily = name == _family || (summary && (name == $"{_family}_sum" || name == $"{_family}_count"));
        if (!IsName(name) || !ofFamily) throw new FormatException($"'{line}' does not belong to {_family}.");
        if (summary && name == _family && labels.Count(label => label == "quantile") != 1) throw new FormatException($"No quantile: '{line}'.");
        if (labels.Count != labels.Distinct(StringComparer.Ordinal).Count()) throw new FormatException($"A label comes twice: '{line}'.");
        if (!TryNumber(line[(end + 1)..], out double value)) throw new FormatException($"No number: '{line}'.");
        if (_types[_family] == "counter" && !(value >= 0)) throw new FormatException($"A counter below zero: '{line}'.");
        if (!_series.TryAdd(series, value)) throw new FormatException($"{series} comes twice.");
    }

    // {name="value",…}
    private static List<string> ReadLabels(string text)
    {
        List<string> names = [];
        int at = 1;
        while (true)
        {
            int equals = text.IndexOf("=\"", at, StringComparison.Ordinal);
            if (equals < 0 || !IsName(text[at..equals]) || text[at..equals].Contains(':')) throw new FormatException($"No label: '{text[at..]}'.");
            names.Add(text[at..equals]);
            int close = equals + 2;
            while (close < text.Length && text[close] != '"') close += text[close] == '\\' ? 2 : 1;
            CheckEscapes(text[(equals + 2)..close], quotes: true);
            at = close + 1;
            if (at == text.Length - 1 && text[at] == '}') return names;
            if (at >= text.Length || text[at++] != ',') throw new FormatException($"Labels do not end: '{text}'.");
        }
    }

    private static void CheckEscapes(string text, bool quotes)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\') continue;
            i++;
            bool known = i < text.Length && (text[i] is '\\' or 'n' || (quotes && text[i] == '"'));
            if (!known) throw new FormatException($"No such escape: '{text}'.");
        }
    }

    private static bool IsName(string name) => name.Length > 0 && !char.IsAsciiDigit(name[0])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or ':');

    private static bool TryNumber(string text, out double value)
    {
        value = text switch { "+Inf" => double.PositiveInfinity, "-Inf" => double.NegativeInfinity, _ => double.NaN };
        return text is "+Inf" or "-Inf" or "NaN"
            || double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out value);
    }
}
