namespace DreamStack.Streaming.Codec;

// The numbers of the coded delta, as docs/codec.md gives them. They are on the wire: none of them ever changes.
internal static class PixelFormat
{
    public const int GroupPixels = 1024;
    public const int BlockPixels = 16;
    public const int GroupBlocks = GroupPixels / BlockPixels;

    // Bits 7..6 of a segment's first byte.
    public const int SkipSegment = 0;
    public const int SolidSegment = 1;
    public const int RawSegment = 2;
    public const int BlocksSegment = 3;

    // Bits 1..0 of SOLID, RAW and BLOCKS: how a value is stored.
    public const int GreyWidth = 0;
    public const int ColourWidth = 1;
    public const int FullWidth = 2;

    // The encoder tells noise by the first block of every eight.
    public const int NoiseStride = BlockPixels * 8;

    public const int MaxInlineSkip = 63;
    public const int MaxInlineSolid = 15;

    // In op REPLACE an opaque pixel's value is stored with its alpha flipped, so that both ops store alpha as 0.
    public const uint AlphaFlip = 0xFF000000;
    public const uint Black = 0xFF000000;

    // First byte, byte map, 8 mask bytes, 16 plane bytes: the most that stands before the pixel masks of a group.
    public const int MaxBlocksHeader = 26;
    public const int MaxGroupBytes = MaxBlocksHeader + GroupBlocks * 4 + GroupPixels * 4;

    // Vector kernels read and write whole registers, so up to this much past the last value.
    public const int Slack = 64;
}
