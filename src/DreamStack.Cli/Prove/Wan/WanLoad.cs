using System.Globalization;

namespace DreamStack.Cli.Prove.Wan;

/// <summary>How many watch, and from where.</summary>
/// <param name="Near">Viewers on this machine whose figures are kept.</param>
/// <param name="Far">Viewers at the end of the long way.</param>
/// <param name="Beside">Viewers on this machine who only stand in for as many far ones.</param>
internal sealed record WanLoad(int Near, int Far, int Beside = 0)
{
    /// <summary>Every crowd in three makes: half of it alone, the other half far, the other half near.</summary>
    public static IReadOnlyList<WanLoad> All { get; } =
    [
        new(1, 0), new(0, 1),
        new(5, 0), new(5, 5), new(5, 0, 5),
        new(25, 0), new(25, 25), new(25, 0, 25),
        new(50, 0), new(50, 50), new(50, 0, 50),
    ];

    /// <summary>The loads that words like 5+5 name; all where there are none.</summary>
    public static IReadOnlyList<WanLoad> Choose(IReadOnlyCollection<string> words) => words.Count == 0 ? All : [.. words.Select(Parse)];

    public int Viewers => Near + Far + Beside;

    public string Name => string.Join(" + ", ((string[])[Count(Near, "near"), Count(Far, "far"), Count(Beside, "near")]).Where(word => word.Length > 0));

    private static WanLoad Parse(string word)
    {
        int[] counts = [.. word.Split('+').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int count) ? count : -1)];
        WanLoad? load = counts switch
        {
            [int near, int far] => new WanLoad(near, far),
            [int near, int far, int beside] => new WanLoad(near, far, beside),
            _ => null,
        };
        return load is not null && counts.All(count => count is >= 0 and <= 1000) && load.Near + load.Far > 0
            ? load
            : throw new FailedException($"--only {word}: say how many are near and far, such as 5+5.", ExitCode.Usage);
    }

    private static string Count(int viewers, string where) => viewers == 0 ? "" : $"{viewers} {where}";
}
