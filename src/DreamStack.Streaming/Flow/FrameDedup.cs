using System.IO.Hashing;

namespace DreamStack.Streaming.Flow;

/// <summary>Knows the picture before by its XxHash3: a repeat need not be encoded, sent or drawn. Not thread-safe; allocates nothing.</summary>
/// <remarks>
/// Use: ask <see cref="IsRepeat"/> with each rendered picture before encoding it; hashing runs at tens of gigabytes a
/// second. <see cref="Hash"/> is what a PictureHash frame carries. Call <see cref="Forget"/> when the next picture must go
/// out whatever it shows: after a KeyframeRequest, or when demand begins.
/// </remarks>
public sealed class FrameDedup
{
    private bool _hasPicture;
    private int _width;
    private int _height;

    /// <summary>XxHash3 (seed 0) of the newest picture seen.</summary>
    public ulong Hash { get; private set; }

    /// <summary>Pictures seen.</summary>
    public long Frames { get; private set; }

    /// <summary>Pictures that equalled the one before.</summary>
    public long Repeats { get; private set; }

    /// <summary>Raw bytes of those repeats.</summary>
    public long BytesSaved { get; private set; }

    /// <summary>The picture equals the one before, in size and in bytes.</summary>
    public bool IsRepeat(ReadOnlySpan<byte> rgba, int width, int height)
    {
        ulong hash = XxHash3.HashToUInt64(rgba);
        bool repeat = _hasPicture && hash == Hash && width == _width && height == _height;
        Frames++;
        if (repeat)
        {
            Repeats++;
            BytesSaved += rgba.Length;
        }

        _hasPicture = true;
        (Hash, _width, _height) = (hash, width, height);
        return repeat;
    }

    /// <summary>The next picture is no repeat; the counts stay.</summary>
    public void Forget() => _hasPicture = false;
}
