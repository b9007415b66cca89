using System.Globalization;
using DreamStack.Cli.Prove.Stage;

namespace DreamStack.Cli.Prove.Soak;

/// <summary>The demo for a long time under everything that viewers do.</summary>
internal sealed class SoakProof(double minutes, bool tab) : IProof
{
    /// <summary>How the last part is called.</summary>
    public const string Afterwards = "all have left";

    private const double LongEnough = 10;
    private const double Flat = 0.02;

    public string Name => "soak";

    public string Title => "Soak";

    public string Command => string.Create(CultureInfo.InvariantCulture, $"ds prove soak --minutes {minutes}{(tab ? "" : " --no-tab")}");

    public string? Missing => OperatingSystem.IsWindows() ? "It ends the demo with a signal: run it on Linux or macOS." : null;

    public string Method => """
        ## How it is shown

        - The real `ds demo`, relay and springs, in a process of its own. Viewers are real receivers (`DreamStack.Client`), 3 to 12 at once:
          one comes or goes about every second, one changes its mode (pixel, delta, signal) every two, the picture changes its size every
          ten, two in five are behind a link that takes 8 KB, 40 KB, 250 KB or 2 MB a second or, a fifth of the times, nothing at all, and
          another figure every two seconds. One kicks the balls about for eight seconds and
          lets them come to rest, over and over. A real Chromium watches too
          where there is one. What happens when is a seeded coin's choice, the same each time.
        - The demo's process collects garbage after every 4 MB (`DOTNET_GCgen0size`): left to itself .NET lets more of it lie the larger the
          processor's cache is, up to a hundred megabytes, and what is resident would say little about what is held.
        - *memory* is what the demo's process has resident, *heap after GC* what its last garbage collection left, both as its `/metrics`
          says them, each the mean of its part of the run: relay, renderer and source together. The other figures count from the beginning.
          The *slope* is the median of those between any two values of the second half.
        - *compared* and *diverged*: viewers compare their picture with each hash that the source publishes, and the relay its own; *diverged*
          counts both. *broken* counts viewers that were refused and peers that broke the protocol.
        - *buffers* are those that somebody in the process owns; the stream's current picture is in some. At the beginning one viewer comes,
          sees a picture and goes, and the figures with nobody there are noted. At the end, when all have left, one comes and goes once
          more, and they have to be the same again; up to three times more, while the springs still swing and leave several pictures.
        - A run that is gone on with begins a new process of the demo; slopes are those of the last one.
        """;

    public async Task RunAsync(ProofRun run, CancellationToken cancellation)
    {
        using SoakRun soak = new(run, minutes, tab);
        await soak.RunAsync(cancellation);
    }

    public IEnumerable<ProofClaim> Judge(ProofRecord record)
    {
        ProofPart[] rows = [.. record.Parts.Where(part => part.Figures.ContainsKey(SoakFigures.Process))];
        if (rows.Length == 0) yield break;
        ProofPart newest = rows[^1];
        ProofPart[] last = [.. rows.Where(row => row[SoakFigures.Process] == newest[SoakFigures.Process])];
        // Half an hour would add a twenty-fifth.
        Steadiness steady = new(minutes, LongEnough, Flat);
        yield return steady.Of("flat memory", [.. last.Select(row => row[SoakFigures.Memory])], SoakRun.RowsOf(minutes));
        yield return steady.Of("flat managed heap", [.. last.Select(row => row[SoakFigures.Heap])], SoakRun.RowsOf(minutes));
        yield return new ProofClaim(
            "no divergence", $"{ProofReport.Figure(rows.Max(row => row[SoakFigures.Diverged]))} of {ProofReport.Figure(newest[SoakFigures.Compared])} compared pictures",
            rows.All(row => row[SoakFigures.Diverged] == 0) && newest[SoakFigures.Compared] > 0);
        yield return new ProofClaim("nothing is broken", $"{ProofReport.Figure(newest[SoakFigures.Broken])}", rows.All(row => row[SoakFigures.Broken] == 0));
        if (record.Find(Afterwards) is not { } end) yield break;
        yield return new ProofClaim(
            "nothing is left when all have left",
            $"{ProofReport.Figure(end["viewers"])} viewers, {ProofReport.Figure(end["queued bytes"])} B queued, {ProofReport.Figure(end["buffers"])} buffers; before {ProofReport.Figure(end["buffers before"])}",
            end["viewers"] == 0 && end["queued bytes"] == 0 && end["buffers"] <= end["buffers before"]);
    }
}
