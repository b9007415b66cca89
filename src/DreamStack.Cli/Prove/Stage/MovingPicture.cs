namespace DreamStack.Cli.Prove.Stage;

/// <summary>
/// A picture of cells on a flat ground, some of which change with each frame: the same frames every time, so that what a source
/// sends can be compared to the byte, and never more to tell than the cells hold.
/// </summary>
internal sealed class MovingPicture
{
    private const int CellSide = 8;
    private readonly int _cells;
    private readonly int _changes;
    private uint _random = 12345;

    public MovingPicture(int width, int height, int cells, int changes)
    {
        (Width, Height, _cells, _changes) = (width, height, cells, changes);
        Rgba = new byte[width * height * 4];
        Rgba.AsSpan().Fill(0x20);
        for (int i = 3; i < Rgba.Length; i += 4) Rgba[i] = 255;
    }

    public int Width { get; }

    public int Height { get; }

    public byte[] Rgba { get; }

    /// <summary>Makes it the next frame.</summary>
    public void Step()
    {
        for (int i = 0; i < _changes; i++) Paint((int)(Next() % (uint)_cells));
    }

    private void Paint(int cell)
    {
        // Spread over the whole picture, so that a few cells touch many tiles.
        int across = Width / CellSide, all = across * (Height / CellSide);
        int place = (int)((long)cell * all / _cells);
        int left = place % across * CellSide, top = place / across * CellSide;
        for (int y = 0; y < CellSide; y++)
        {
            Span<byte> row = Rgba.AsSpan((((top + y) * Width) + left) * 4, CellSide * 4);
            for (int x = 0; x < row.Length; x += 4)
            {
                uint colour = Next();
                (row[x], row[x + 1], row[x + 2]) = ((byte)colour, (byte)(colour >> 8), (byte)(colour >> 16));
            }
        }
    }

    private uint Next()
    {
        _random = (_random * 1664525) + 1013904223;
        return _random >> 8;
    }
}
