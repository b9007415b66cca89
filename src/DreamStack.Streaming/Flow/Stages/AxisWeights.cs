namespace DreamStack.Streaming.Flow.Stages;

/// <summary>Which pixels of one axis make each pixel of the scaled one, and with what share; kept while the sizes stay.</summary>
internal sealed class AxisWeights
{
    /// <summary>Shares are of 1 &lt;&lt; Bits and add up to it exactly.</summary>
    public const int Bits = 14;

    private const int One = 1 << Bits;
    private int[] _first = [];
    private int[] _weights = [];
    private int _from;
    private int _to;
    private int _taps;

    public ReadOnlySpan<int> Of(int at, out int first)
    {
        first = _first[at];
        return _weights.AsSpan(at * _taps, _taps);
    }

    public void Fit(int from, int to)
    {
        if (from == _from && to == _to) return;
        (_from, _to) = (from, to);
        double step = (double)from / to;
        // Shrinking covers an area of whole and cut pixels; enlarging lies between two.
        _taps = Math.Min(from, step > 1 ? (int)Math.Ceiling(step) + 1 : 2);
        if (_first.Length < to) _first = new int[to];
        if (_weights.Length < to * _taps) _weights = new int[to * _taps];
        for (int i = 0; i < to; i++) FitOne(i, step);
    }

    private void FitOne(int at, double step)
    {
        // Half a pixel to both sides of the middle, or half the area covered.
        double half = Math.Max(step, 1) / 2, middle = (at + 0.5) * step;
        double low = Math.Max(0, middle - half), high = Math.Min(_from, middle + half);
        int first = Math.Clamp((int)low, 0, _from - _taps);
        _first[at] = first;
        Span<int> weights = _weights.AsSpan(at * _taps, _taps);
        int sum = 0, heaviest = 0;
        for (int i = 0; i < _taps; i++)
        {
            double covered = Math.Max(0, Math.Min(high, first + i + 1) - Math.Max(low, first + i));
            weights[i] = (int)(covered / (high - low) * One);
            sum += weights[i];
            if (weights[i] > weights[heaviest]) heaviest = i;
        }

        weights[heaviest] += One - sum;
    }
}
