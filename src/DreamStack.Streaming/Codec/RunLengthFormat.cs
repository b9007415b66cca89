namespace DreamStack.Streaming.Codec;

// The numbers of the run-length code, as docs/codec.md gives them: a token is LEB128 of (length - 1) << 2 | code.
internal static class RunLengthFormat
{
    public const int Literal = 0;
    public const int RepeatByte = 1;
    public const int RepeatWord = 2;

    // A repeat shorter than this could cost more than it saves: its own token and the next literal's.
    public const int MinRun = 8;
    public const int Window = 64;
    public const int WordBytes = 4;
}
