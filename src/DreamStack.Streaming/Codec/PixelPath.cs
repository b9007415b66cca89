namespace DreamStack.Streaming.Codec;

// Which kernels a call runs on. All of them produce the same bytes; the order is the order of preference.
internal enum PixelPath
{
    Scalar = 0,
    Vector128 = 1,
    Vector256 = 2,
    Vector512 = 3,
}
