using System.Globalization;
using System.Text;

namespace DreamStack.Cli.Prove;

/// <summary>A proof's result as Markdown: what was to be shown, what was seen, every part, how.</summary>
internal static class ProofReport
{
    public static string Write(IProof proof, ProofRecord record)
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"# {proof.Title}\n\n`{record.Command}`\n\n");
        foreach (string fact in record.Facts) text.Append(CultureInfo.InvariantCulture, $"- {fact}\n");
        text.Append("\n| to be shown | seen | holds |\n|---|---|---|\n");
        foreach (ProofClaim claim in proof.Judge(record))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {claim.Promise} | {claim.Seen} | {Word(claim.Holds)} |\n");
        }

        WriteParts(text, record.Parts);
        foreach (ProofPart part in record.Parts)
        {
            foreach (string note in part.Notes) text.Append(CultureInfo.InvariantCulture, $"\n{part.Name}: {note}\n");
        }

        return text.Append('\n').Append(proof.Method.TrimEnd()).Append('\n').ToString();
    }

    /// <summary>A figure as a reader wants it: three digits that matter, or none after the point where there are more.</summary>
    public static string Figure(double value) => Math.Abs(value) switch
    {
        0 => "0",
        double.NaN => "–",
        >= 100 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.#", CultureInfo.InvariantCulture),
        _ => value.ToString("0.##", CultureInfo.InvariantCulture),
    };

    private static string Word(bool? holds) => holds switch { true => "yes", false => "**no**", null => "not shown" };

    // Parts that measure the same stand in one table, a line each.
    private static void WriteParts(StringBuilder text, List<ProofPart> parts)
    {
        foreach (var alike in parts.GroupBy(part => string.Join(" | ", part.Figures.Keys)))
        {
            string[] names = [.. alike.First().Figures.Keys];
            text.Append(CultureInfo.InvariantCulture, $"\n| part | {alike.Key} |\n|---|");
            text.Insert(text.Length, "--:|", names.Length).Append('\n');
            foreach (ProofPart part in alike)
            {
                text.Append(CultureInfo.InvariantCulture, $"| {part.Name} | {string.Join(" | ", names.Select(name => Figure(part[name])))} |\n");
            }
        }
    }
}
