using System.Globalization;
using DreamStack.Cli.Prove.Network;
using DreamStack.Cli.Prove.Stage;

namespace DreamStack.Cli.Prove.Slow;

/// <summary>Of 20 viewers one is held to 64 kbit/s and one stops reading: nobody else is to notice, and both get what they can.</summary>
internal sealed class SlowProof(double minutes) : IProof
{
    private const double LongEnough = 5;
    private const double Flat = 0.05;
    private const double Same = 1.25;
    private const double SameMs = 2;
    private const double Promptly = 250;

    public string Name => "slow";

    public string Title => "A slow viewer and a frozen one";

    public string Command => string.Create(CultureInfo.InvariantCulture, $"ds prove slow --minutes {minutes}");

    public string? Missing => NetworkNeeds.Missing();

    public string Method => """
        ## How it is shown

        - The relay is a process in a network namespace of its own, reached over two veth links. 18 viewers and the source use the first. The
          slow viewer uses the second, on which what the relay sends goes through `tc … tbf rate 64kbit burst 4kb latency 400ms`, by TCP with cubic,
          as on most systems. All but the frozen one are real receivers (`DreamStack.Client`) in this tool's process, which acknowledge what
          they get and compare **every** picture with the hash (XxHash3) of the one the source sent.
        - The frozen one uses the first link. It watches for three seconds and stops reading, by turns in two ways. *Stopped reading*: it has never
          acknowledged anything, so its connection fills up; after 4.5 s it reads what lies there and has to find code 4408 and a reason. (Later
          it would find the connection cut: a goodbye stands behind all that fills it, and the relay waits 2 s for it to be taken.) *Hung*: it
          has acknowledged and answered pings, so the relay sends it little more of itself, and only its silence tells. When the relay's
          `/metrics` count one more connection closed with 4408, or after 25 s, it reads and has to find the same.
        - The stream is 640 × 400 at 30 pictures a second, 13 KB each, the same pictures each time: forty times what the slow link carries.
        - With and without the two by turns, a fresh relay each: *source bytes* are those of the same pictures by their numbers; *p50* and *p99*
          run from just before a picture's sending to its being decoded, on one clock. That they *do not change* is taken to mean: the median of the
          rounds with the two is not above 1.25 times that of the rounds without them, or 2 ms more.
        - Then for long with the two: *relay memory* is RssAnon, *its heap* what is left of the managed heap after a full collection. The slope is
          the median of those between any two values of the second half.
        - *Messages from current*: a slow viewer is one message from current when each picture it gets is at least as new as the newest of
          the source at the time when the one before had arrived; what was already on its way then counts as one more.
        - *Recovery*: the shaper is set to 1 Gbit/s, and one small packet has it look up at once, which frees what waits in it and loses nothing.
          The time runs from before that is asked for to the first picture that is, when it has been decoded, the source's newest, compared
          by its hash.
        """;

    /// <summary>A row a minute, and ten of less than ten minutes.</summary>
    public static int RowsOf(double minutes) => Math.Max(10, (int)Math.Round(minutes));

    public Task RunAsync(ProofRun run, CancellationToken cancellation) => new SlowRun(run, minutes).RunAsync(cancellation);

    public IEnumerable<ProofClaim> Judge(ProofRecord record)
    {
        ProofPart[] without = Named(record, SlowRun.Without), with = Named(record, SlowRun.With), recoveries = Named(record, SlowRun.Recovery);
        if (without.Length > 0 && with.Length > 0)
        {
            (double before, double now) = (Median(without), Median(with));
            yield return new ProofClaim(
                "the others' p99 does not change", $"{ProofReport.Figure(before)} ms without, {ProofReport.Figure(now)} ms with the two", now <= Math.Max(Same * before, before + SameMs));
            double[] bytes = [.. without.Concat(with).Select(part => part[SlowFigures.SourceBytes]).Distinct()];
            yield return new ProofClaim("the source's bytes do not change", string.Join(" and ", bytes.Select(each => $"{ProofReport.Figure(each)} B")), bytes.Length == 1);
        }

        ProofPart[] rows = [.. record.Parts.Where(part => part.Figures.ContainsKey(SlowFigures.Memory))];
        if (rows.Length > 0)
        {
            Steadiness steady = new(minutes, LongEnough, Flat);
            yield return steady.Of("flat relay memory", [.. rows.Select(row => row[SlowFigures.Memory])], RowsOf(minutes));
            yield return steady.Of("flat relay heap", [.. rows.Select(row => row[SlowFigures.Heap])], RowsOf(minutes));
            ProofPart last = rows[^1];
            yield return Closed("one that stops reading is closed with 4408 and a reason", rows, SlowFigures.Full, SlowFigures.FullClosed);
            yield return Closed("and one that hangs after it has acknowledged", rows, SlowFigures.Hung, SlowFigures.HungClosed);
            yield return new ProofClaim(
                "the slow one is not closed and gets whole pictures",
                $"{ProofReport.Figure(last[SlowFigures.SlowPictures])} pictures, closed {ProofReport.Figure(last[SlowFigures.SlowLost])} times", last[SlowFigures.SlowPictures] > 1 && rows.All(row => row[SlowFigures.SlowLost] == 0));
            double behind = rows.Max(row => row[SlowFigures.Behind]);
            yield return new ProofClaim("it is never more than one behind", $"{ProofReport.Figure(behind)} messages from current at most, one in {ProofReport.Figure(last[SlowFigures.OneBehind])} % of its pictures", behind <= 1);
        }

        if (recoveries.Length > 0)
        {
            double slowest = recoveries.Max(part => part[SlowFigures.Recovery]);
            yield return new ProofClaim(
                "its picture is the source's within 250 ms after its link recovers", $"{ProofReport.Figure(slowest)} ms at most of {recoveries.Length} times", slowest <= Promptly);
        }

        double wrong = record.Parts.Sum(part => part.Figures.GetValueOrDefault(SlowFigures.Wrong));
        yield return new ProofClaim("every picture is the source's", $"{ProofReport.Figure(wrong)} wrong", wrong == 0);
    }

    private static ProofPart[] Named(ProofRecord record, string beginning) =>
        [.. record.Parts.Where(part => part.Name.StartsWith(beginning, StringComparison.Ordinal))];

    private static double Median(ProofPart[] parts) => Percentile.Of(parts.Select(part => part[SlowFigures.Near99]), 0.5);

    private static ProofClaim Closed(string promise, ProofPart[] rows, string froze, string closed)
    {
        (double times, double right) = (rows.Max(row => row[froze]), rows.Max(row => row[closed]));
        return new ProofClaim(promise, $"{right} of {times} times", times == 0 ? null : times == right);
    }
}
