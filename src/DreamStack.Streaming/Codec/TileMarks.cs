namespace DreamStack.Streaming.Codec;

/// <summary>
/// For each tile of a picture the number of the change that touched it last. A tile is a group of the delta code: 1,024 pixels
/// in a row, the last one shorter. Who knows the number of what it holds can be brought up to date by the newer tiles alone.
/// </summary>
public sealed class TileMarks
{
    private long[] _marks = [];
    private int _tiles;
    private int _pixels = -1;

    /// <summary>Everything is new: the picture, of so many pixels, was replaced as a whole.</summary>
    public void MarkAll(int pixels, long mark)
    {
        Fit(pixels);
        _marks.AsSpan(0, _tiles).Fill(mark);
    }

    /// <summary>How many of the tiles are newer than this number.</summary>
    public int CountSince(long mark)
    {
        int count = 0;
        foreach (long tile in _marks.AsSpan(0, _tiles)) count += tile > mark ? 1 : 0;
        return count;
    }

    /// <summary>Says of each tile whether it is newer than this number: 1 or 0 in the first <see cref="Count"/> bytes of <paramref name="mask"/>.</summary>
    public void CopyNewer(long mark, Span<byte> mask)
    {
        ReadOnlySpan<long> marks = _marks.AsSpan(0, _tiles);
        for (int i = 0; i < marks.Length; i++) mask[i] = marks[i] > mark ? (byte)1 : (byte)0;
    }

    /// <summary>How many tiles the picture has.</summary>
    public int Count => _tiles;

    /// <summary>The numbers, for a picture of the size that was marked last; an ArgumentException for another.</summary>
    internal Span<long> MarksOf(int pixels)
    {
        if (pixels != _pixels) throw new ArgumentException("The tiles belong to a picture of another size: mark it whole first.", nameof(pixels));
        return _marks.AsSpan(0, _tiles);
    }

    private void Fit(int pixels)
    {
        if (pixels == _pixels) return;
        _pixels = pixels;
        _tiles = (pixels + PixelFormat.GroupPixels - 1) / PixelFormat.GroupPixels;
        if (_marks.Length < _tiles) _marks = new long[_tiles];
    }
}
