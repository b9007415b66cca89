using DreamStack.Cli.Prove.Stage;

namespace DreamStack.Cli.Prove.Slow;

/// <summary>What a slow viewer got.</summary>
/// <param name="Count">Whole pictures.</param>
/// <param name="OldestSeconds">How old the oldest was when it was there.</param>
/// <param name="MessagesBehind">
/// By how many of its own messages it was ever behind: 1 when each picture it got was at least as new as the source's newest at the
/// time when the one before had arrived.
/// </param>
/// <param name="OneBehindPercent">Of its pictures, those that were one message from current.</param>
internal readonly record struct SlowPictures(int Count, double OldestSeconds, int MessagesBehind, double OneBehindPercent)
{
    public static SlowPictures Of(IReadOnlyList<Arrival> arrivals, SentPictures sent, TimeProvider time)
    {
        double oldest = 0;
        int behind = 0;
        int one = 0;
        for (int i = 0; i < arrivals.Count; i++)
        {
            if (arrivals[i].Place >= 0) oldest = Math.Max(oldest, time.GetElapsedTime(sent[arrivals[i].Place].At, arrivals[i].At).TotalSeconds);
            int messages = 1;
            while (messages < i && arrivals[i].Place < arrivals[i - messages].Newest) messages++;
            behind = Math.Max(behind, messages);
            if (messages == 1) one++;
        }

        return new SlowPictures(arrivals.Count, oldest, behind, 100.0 * one / Math.Max(1, arrivals.Count));
    }
}
