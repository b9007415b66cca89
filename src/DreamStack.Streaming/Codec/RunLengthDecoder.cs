using System.Runtime.CompilerServices;

namespace DreamStack.Streaming.Codec;

// Trusts nothing: each token is held against what is left on both sides before a byte moves.
internal static unsafe class RunLengthDecoder
{
    public static bool Decode(byte* source, nint sourceLength, byte* target, nint targetLength)
    {
        nint from = 0, to = 0;
        while (from < sourceLength)
        {
            ulong token = 0;
            for (var shift = 0; ; shift += 7)
            {
                if (shift > 28 || from == sourceLength)
                    return false;
                ulong part = source[from++];
                token |= (part & 0x7F) << shift;
                if (part < 0x80)
                    break;
            }

            // Held against the room before it is narrowed: five bytes carry more than a 32-bit browser's nint.
            if (token >> 2 >= (ulong)(targetLength - to))
                return false;
            var length = (nint)(token >> 2) + 1;
            switch ((int)token & 3)
            {
                case RunLengthFormat.Literal when length <= sourceLength - from:
                    Buffer.MemoryCopy(source + from, target + to, length, length);
                    from += length;
                    break;
                case RunLengthFormat.RepeatByte when to >= 1:
                    Unsafe.InitBlockUnaligned(target + to, target[to - 1], (uint)length);
                    break;
                case RunLengthFormat.RepeatWord when to >= RunLengthFormat.WordBytes:
                    RepeatWord(target + to, length);
                    break;
                default:
                    return false;
            }

            to += length;
        }

        return to == targetLength;
    }

    private static void RepeatWord(byte* target, nint length)
    {
        var word = *(uint*)(target - RunLengthFormat.WordBytes);
        nint i = 0;
        for (; i + RunLengthFormat.WordBytes <= length; i += RunLengthFormat.WordBytes)
            *(uint*)(target + i) = word;
        for (; i < length; i++)
            target[i] = target[i - RunLengthFormat.WordBytes];
    }
}
