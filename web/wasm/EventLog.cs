using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Ext;

namespace DreamStack.Streaming.Wasm;

/// <summary>
/// What one call came to, as records of <see cref="Stride"/> ints that JavaScript reads in place: kind, seq, timestamp,
/// pointer, length, width, height, keyframe, number of causes, up to four causes of viewer and input, then the seq
/// in full, low half first, and 1 for a picture that caught up.
/// </summary>
internal sealed class EventLog
{
    public const int Stride = 20;
    private const int CausesAt = 9;
    private const int MaxCauses = 4;
    private const int FullSeqAt = 17;
    private const int CatchUpAt = 19;
    private const int FirstCapacity = 64;
    private readonly PinnedBytes _texts = new();
    private int[] _records = GC.AllocateUninitializedArray<int>(FirstCapacity * Stride, pinned: true);

    public int Count { get; private set; }

    public unsafe int Pointer => (int)(nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_records));

    public void Clear()
    {
        Count = 0;
        _texts.Clear();
    }

    public Span<int> Add(EventKind kind, in MessageHeader header, ReadOnlySpan<byte> pinned = default)
    {
        if ((Count + 1) * Stride > _records.Length)
        {
            int[] larger = GC.AllocateUninitializedArray<int>(_records.Length * 2, pinned: true);
            _records.CopyTo(larger, 0);
            _records = larger;
        }

        Span<int> record = _records.AsSpan(Count++ * Stride, Stride);
        record.Clear();
        record[0] = (int)kind;
        record[1] = header.Seq;
        record[2] = (int)header.Timestamp;
        record[3] = PointerTo(pinned);
        record[4] = pinned.Length;
        record[5] = header.Width;
        record[6] = header.Height;
        record[7] = header.IsKeyframe ? 1 : 0;
        return record;
    }

    /// <summary>At most one text a call: a second one would move the first.</summary>
    public void AddText(EventKind kind, in MessageHeader header, string text)
    {
        Span<byte> bytes = _texts.Take(Encoding.UTF8.GetByteCount(text));
        Encoding.UTF8.GetBytes(text, bytes);
        Add(kind, header, bytes);
    }

    public static void AddCauses(Span<int> record, ExtBlock ext)
    {
        foreach (ExtEntry entry in ext)
        {
            if (entry.Tag != ExtTag.CausedBy || !entry.TryReadCausedBy(out uint viewer, out uint input)) continue;
            int count = record[CausesAt - 1];
            if (count == MaxCauses) return;
            record[CausesAt + (count * 2)] = (int)viewer;
            record[CausesAt + (count * 2) + 1] = (int)input;
            record[CausesAt - 1] = count + 1;
        }
    }

    public static void AddFullSeq(Span<int> record, ulong fullSeq)
    {
        record[FullSeqAt] = (int)(uint)fullSeq;
        record[FullSeqAt + 1] = (int)(uint)(fullSeq >> 32);
    }

    public static void MarkCatchUp(Span<int> record) => record[CatchUpAt] = 1;

    /// <summary>Where an input happened, in the place of the causes it does not have: x, y, buttons or contact.</summary>
    public static void AddPoint(Span<int> record, int x, int y, int which)
    {
        record[CausesAt] = x;
        record[CausesAt + 1] = y;
        record[CausesAt + 2] = which;
    }

    private static unsafe int PointerTo(ReadOnlySpan<byte> pinned) =>
        (int)(nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(pinned));
}
