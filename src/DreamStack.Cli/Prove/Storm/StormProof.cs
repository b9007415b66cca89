using System.Globalization;

namespace DreamStack.Cli.Prove.Storm;

/// <summary>Hundreds of viewers join one stream within a second: the source must not notice, and each must see the right picture.</summary>
internal sealed class StormProof(int viewers, int rounds) : IProof
{
    private const string Alone = "1 viewer";

    public string Name => "storm";

    public string Title => "Join storm";

    public string Command => string.Create(CultureInfo.InvariantCulture, $"ds prove storm --viewers {viewers} --rounds {rounds}");

    public string? Missing => null;

    public string Method => """
        ## How it is shown

        - The relay is a process of its own, a fresh one for each line. The source and all viewers live in this tool's process: real
          receivers (`DreamStack.Client`), each with a connection, a decoder and a picture of its own, that acknowledge what they get.
          They share the processors with the relay and are most of the load, so the times are those of relay and viewers together.
        - The stream is 1280 × 720 at 30 pictures a second, the same pictures each time; one viewer watches it from the beginning. After
          30 pictures the storm begins: the viewers set off evenly within 0.9 s. *source bytes* are those of the pictures from then on,
          with their hashes, the same ones in each line: they are equal only if nobody made the source send anything more.
        - The source notes the hash (XxHash3) of each picture it sends. A viewer compares its first picture with it, and the one on which
          the stream comes to rest; in between it compares by itself the pictures for which the source publishes a hash.
        - *has it* counts from a viewer's setting off to its first picture, decoded and compared. *all have it* counts from the beginning of
          the storm to the last viewer's first picture.
        """;

    public async Task RunAsync(ProofRun run, CancellationToken cancellation)
    {
        for (int round = 1; round <= rounds; round++)
        {
            foreach (int crowd in (int[])[1, viewers])
            {
                string name = string.Create(CultureInfo.InvariantCulture, $"{(crowd == 1 ? Alone : $"{viewers} more")}, round {round}");
                if (run.Record.Find(name) is not null) continue;
                run.Begin($"{name}…");
                run.Put(await new StormRound(crowd == 1 ? 0 : crowd, run.Time, run.Show).RunAsync(name, cancellation));
            }
        }
    }

    public IEnumerable<ProofClaim> Judge(ProofRecord record)
    {
        ProofPart[] alone = [.. record.Parts.Where(part => part.Name.StartsWith(Alone, StringComparison.Ordinal))];
        ProofPart[] storms = [.. record.Parts.Except(alone)];
        if (alone.Length == 0 || storms.Length == 0) yield break;
        double[] bytes = [.. record.Parts.Select(part => part[StormFigures.SourceBytes]).Distinct()];
        yield return new ProofClaim(
            "the source sends the same bytes as to one viewer", string.Join(" and ", bytes.Select(each => $"{ProofReport.Figure(each)} B")), bytes.Length == 1);
        yield return new ProofClaim(
            "within one second", $"the last set off after {Most(StormFigures.SetOff)} s", storms.All(part => part[StormFigures.SetOff] < 1));
        yield return new ProofClaim(
            $"each of {viewers} viewers sees the right picture",
            $"{Most(StormFigures.Without)} without a picture, {Most(StormFigures.Behind)} behind at the end, {Most(StormFigures.Wrong)} wrong pictures",
            storms.All(part => part[StormFigures.Without] + part[StormFigures.Behind] + part[StormFigures.Wrong] == 0));

        string Most(string figure) => ProofReport.Figure(storms.Max(part => part[figure]));
    }
}
