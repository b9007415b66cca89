using System.IO.Hashing;

namespace DreamStack.Streaming.Pictures;

/// <summary>Compares the picture a decoder holds with the hashes its source sends; a hash may come before or after its picture.</summary>
public sealed class PictureCheck(PictureDecoder picture)
{
    private (ushort Seq, ulong Hash)? _expected;

    /// <summary>The XxHash3 (seed 0) of a picture's RGBA bytes.</summary>
    public static ulong HashOf(ReadOnlySpan<byte> rgba) => XxHash3.HashToUInt64(rgba);

    /// <summary>Takes a hash; whether the picture equals it, null while the picture of that seq is not held.</summary>
    public bool? Expect(ushort seq, ulong hash)
    {
        _expected = (seq, hash);
        return Applied();
    }

    /// <summary>A new connection begins: a hash that still waits belongs to the one before.</summary>
    public void Forget() => _expected = null;

    /// <summary>A picture was applied: whether it equals the hash that waits for it, null when none does.</summary>
    public bool? Applied()
    {
        if (_expected is not { } expected || !picture.HasPicture || picture.Seq != expected.Seq) return null;
        _expected = null;
        return HashOf(picture.Rgba) == expected.Hash;
    }
}
