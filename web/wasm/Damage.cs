using DreamStack.Streaming.Codec;

namespace DreamStack.Streaming.Wasm;

/// <summary>Which tiles of a receiver's picture changed, for a person to see.</summary>
internal sealed class Damage
{
    private readonly PinnedBytes _mask = new();
    private long _mark;
    private long _taken;

    public TileMarks Tiles { get; } = new();

    public int Pointer => _mask.Pointer;

    /// <summary>The number that the tiles of the next message get.</summary>
    public long NextMark() => ++_mark;

    /// <summary>Writes the mask of what changed since the last call; how many tiles the picture has.</summary>
    public int Take()
    {
        Tiles.CopyNewer(_taken, _mask.Take(Tiles.Count));
        _taken = _mark;
        return Tiles.Count;
    }
}
