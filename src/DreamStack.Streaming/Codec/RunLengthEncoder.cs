using System.Numerics;

namespace DreamStack.Streaming.Codec;

// Finds repeats of the last byte and of the last four bytes (a pixel, a float sample); the rest is copied.
internal static unsafe class RunLengthEncoder
{
    public static nint Encode(byte* source, nint length, byte* destination, PixelPath path)
    {
        var p = destination;
        nint literal = 0;
        while (literal < length)
        {
            var run = FindRun(source, literal < RunLengthFormat.WordBytes ? RunLengthFormat.WordBytes : literal, length, path);
            if (run > literal)
            {
                p = WriteToken(p, run - literal, RunLengthFormat.Literal);
                Buffer.MemoryCopy(source + literal, p, run - literal, run - literal);
                p += run - literal;
            }

            if (run == length)
                break;
            var bytes = RunLengthKernels.MatchLength(source, run, length, 1, path);
            var words = RunLengthKernels.MatchLength(source, run, length, RunLengthFormat.WordBytes, path);
            var longest = bytes >= words ? bytes : words;
            p = WriteToken(p, longest, bytes >= words ? RunLengthFormat.RepeatByte : RunLengthFormat.RepeatWord);
            literal = run + longest;
        }

        return (nint)(p - destination);
    }

    // The first place at or after `from` where MinRun bytes repeat the byte or the four bytes before them; else the end.
    private static nint FindRun(byte* source, nint from, nint length, PixelPath path)
    {
        // Starts past bit 56 cannot show eight matches in one window, so windows advance by 57 and none is missed.
        const int step = RunLengthFormat.Window - RunLengthFormat.MinRun + 1;
        var at = from;
        for (; at + RunLengthFormat.Window <= length; at += step)
        {
            var here = source + at;
            var starts = EightInARow(RunLengthKernels.EqualMask(here, here - 1, path)) |
                EightInARow(RunLengthKernels.EqualMask(here, here - RunLengthFormat.WordBytes, path));
            if (starts != 0)
                return at + BitOperations.TrailingZeroCount(starts);
        }

        for (; at + RunLengthFormat.MinRun <= length; at++)
        {
            var bytes = RunLengthKernels.MatchLength(source, at, at + RunLengthFormat.MinRun, 1, PixelPath.Scalar);
            var words = RunLengthKernels.MatchLength(source, at, at + RunLengthFormat.MinRun, RunLengthFormat.WordBytes, PixelPath.Scalar);
            if (bytes == RunLengthFormat.MinRun || words == RunLengthFormat.MinRun)
                return at;
        }

        return length;
    }

    private static ulong EightInARow(ulong matches)
    {
        matches &= matches >> 1;
        matches &= matches >> 2;
        return matches & (matches >> 4);
    }

    private static byte* WriteToken(byte* p, nint length, int code)
    {
        var token = ((ulong)(length - 1) << 2) | (uint)code;
        for (; token >= 0x80; token >>= 7)
            *p++ = (byte)(token | 0x80);
        *p++ = (byte)token;
        return p;
    }
}
