namespace DreamStack.Streaming.Flow;

/// <summary>How much later than the fastest the newest pictures came, in milliseconds; old ones fade by halves.</summary>
internal sealed class LatenessWindow
{
    private const int Buckets = 512;
    private const int FadeAt = 1024;
    private const int OnTimePercent = 98;
    private readonly int[] _counts = new int[Buckets];
    private int _total;

    /// <summary>What 98 of 100 stay within.</summary>
    public int NeededMs
    {
        get
        {
            int over = _total * (100 - OnTimePercent) / 100;
            int at = Buckets - 1;
            for (int seen = 0; at > 0; at--)
            {
                seen += _counts[at];
                if (seen > over) return at;
            }

            return at;
        }
    }

    public void Add(int lateMs)
    {
        _counts[Math.Clamp(lateMs, 0, Buckets - 1)]++;
        if (++_total < FadeAt) return;
        _total = 0;
        for (int i = 0; i < Buckets; i++) _total += _counts[i] /= 2;
    }

    public void Clear()
    {
        Array.Clear(_counts);
        _total = 0;
    }
}
