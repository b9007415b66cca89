using DreamStack.Streaming.Codec;

namespace DreamStack.Tests.Codec;

// What the encoders write for a pair, in an array of its length.
internal static class Coded
{
    public static byte[] Xor(PicturePair pair, PixelPath path)
    {
        var coded = new byte[PixelDelta.MaxEncodedLength(pair.Current.Length / 4)];
        return coded[..PixelDelta.EncodeXor(pair.Current, pair.Previous, coded, path)];
    }

    public static byte[] Replace(PicturePair pair, PixelPath path)
    {
        var coded = new byte[PixelDelta.MaxEncodedLength(pair.Current.Length / 4)];
        return coded[..PixelDelta.EncodeReplace(pair.Current, pair.Previous, coded, path)];
    }

    public static byte[] OverBlack(PicturePair pair, PixelPath path)
    {
        var coded = new byte[PixelDelta.MaxEncodedLength(pair.Current.Length / 4)];
        return coded[..PixelDelta.EncodeXorOverBlack(pair.Current, coded, path)];
    }

    public static byte[] RunLength(byte[] raw, PixelPath path)
    {
        var coded = new byte[Streaming.Codec.RunLength.MaxEncodedLength(raw.Length)];
        return coded[..Streaming.Codec.RunLength.Encode(raw, coded, path)];
    }
}
