using System.Buffers;

namespace DreamStack.Tests.Wire;

/// <summary>Bytes cut into segments, as a pipe would hold them.</summary>
internal static class Segments
{
    public static ReadOnlySequence<byte> Cut(byte[] bytes, params int[] cuts)
    {
        Segment? first = null;
        Segment? last = null;
        int from = 0;
        foreach (int to in cuts.Where(cut => cut > 0 && cut < bytes.Length).Distinct().Order().Append(bytes.Length))
        {
            Segment next = new(bytes.AsMemory(from, to - from), last);
            first ??= next;
            last = next;
            from = to;
        }

        return new ReadOnlySequence<byte>(first!, 0, last!, last!.Memory.Length);
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, Segment? before)
        {
            Memory = memory;
            if (before is null) return;
            RunningIndex = before.RunningIndex + before.Memory.Length;
            before.Next = this;
        }
    }
}
