using System.Globalization;
using DreamStack.Tests.House;
using Xunit;

namespace DreamStack.Tests.App.Demos;

public sealed class FrameSizesTests
{
    private const string ResultPath = "bench/results/frame-sizes.md";

    [Fact]
    public void The_demo_stays_within_its_budget_on_the_drag_script()
    {
        FrameSizes sizes = FrameSizes.OnTheBeat();

        Assert.True(sizes.Dragging.Count > 120);
        Assert.True(sizes.Dragging.Average() <= 15_000);
        Assert.True(sizes.Diffs.Average() <= 80);
        Assert.Equal(0, sizes.BytesAtRest);
        Assert.True(sizes.RestSeconds > 2);
    }

    /// <summary>To write the file anew: DREAMSTACK_WRITE_RESULTS=1 dotnet run --project test/DreamStack.Tests -c Release -- -class "*FrameSizesTests".</summary>
    [Fact]
    public void The_recorded_figures_are_those_measured()
    {
        string[] rows = [FrameSizes.OnTheBeat().ToRow("30 a second"), FrameSizes.AsItComes().ToRow("as inputs come")];
        string path = Path.Combine(Repository.Root, ResultPath);
        if (Environment.GetEnvironmentVariable("DREAMSTACK_WRITE_RESULTS") == "1")
        {
            File.WriteAllText(path, Document(rows, FrameSizes.OnTheBeat()));
        }

        string[] recorded = [.. File.ReadLines(path).Where(line => line.StartsWith("| 30 ", StringComparison.Ordinal) ||
            line.StartsWith("| as ", StringComparison.Ordinal))];
        Assert.Equal(rows.Length, recorded.Length);
        foreach ((string measured, string written) in rows.Zip(recorded))
        {
            // Processors round a pixel's edge differently, so pictures may differ by a little; more is a change to record.
            Assert.All(Figures(measured).Zip(Figures(written)), pair => Assert.InRange(
                pair.First, (pair.Second * 0.97) - 1, (pair.Second * 1.03) + 1));
        }
    }

    private static IEnumerable<double> Figures(string row) => row
        .Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Skip(1)
        .Select(cell => double.Parse(cell, CultureInfo.InvariantCulture));

    private static string Document(string[] rows, FrameSizes sizes) => $"""
        # Frame sizes of the springs demo

        The drag script (`src/DreamStack.App/Demos/Springs/DragScript.cs`: six seconds of dragging, throwing and bumping, then
        rest) at 600 × 400 on a beat of 30 frames a second. Bytes of whole messages with their headers and, where an input
        caused them, their EXT block. A raw picture is 960,000 bytes.

        | inputs drawn | delta, dragging: mean | max | frames | delta, all: mean | signal diff: mean | max | diffs | bytes at rest |
        |---|---|---|---|---|---|---|---|---|
        {string.Join('\n', rows)}

        The first picture is a keyframe of {sizes.Keyframe} bytes, the first state a sync of {sizes.Sync} bytes.

        Limits: 15 KB a frame on average while dragging, 80 bytes a diff on average while moving, nothing at rest. A test holds
        the demo to them and to this table:

            dotnet run --project test/DreamStack.Tests -c Release -- -class "*FrameSizesTests"

        With `DREAMSTACK_WRITE_RESULTS=1` before it the same command writes this file.

        """;
}
