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

        - The relay is a process of its own, a fresh one for each line. The source and all viewers live in this tool's process and share the
          processors with it. The one viewer that is there from the beginning is a real receiver (`DreamStack.Client`). Those of the storm
          stand on raw sockets and one thread: each takes what it is sent at once, acknowledges a picture when its last byte is there,
          and keeps what it got. Afterwards each viewer's messages are decoded one viewer after the other, as a receiver does.
        - The stream is 1280 × 720 at 30 pictures a second, the same pictures each time, 13 KB each. After 30 pictures the storm begins: the
          viewers set off evenly within 0.7 s. *source bytes* are those of the 180 pictures from then on with the hashes among them; they
          are equal in all lines only if nobody made the source send anything more.
        - The source notes the hash (XxHash3) of every picture it sends. Of each viewer the first picture is compared with it, the last one,
          on which the stream has come to rest, and those for which the source publishes a hash. What cannot be decoded counts as wrong.
        - *has it* counts from a viewer's setting off to the last byte of its first picture, *all have it* from the first viewer's setting
          off to the last one's picture.
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
