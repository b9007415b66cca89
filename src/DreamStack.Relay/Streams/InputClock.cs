using DreamStack.Streaming.Wire.Ext;

namespace DreamStack.Relay.Streams;

/// <summary>When inputs passed the relay, for pictures that say which one they show first; bounded, allocates nothing.</summary>
internal sealed class InputClock(TimeProvider time)
{
    // More inputs than are under way at once: what falls out was never answered.
    private const int Kept = 256;
    private readonly (uint Viewer, uint Input, long At)[] _passed = new (uint, uint, long)[Kept];
    private int _next;
    private int _count;

    /// <summary>Notes an input of a viewer that has a number.</summary>
    public void Note(uint viewer, in ExtBlock ext)
    {
        foreach (ExtEntry entry in ext)
        {
            if (entry.Tag != ExtTag.InputId || !entry.TryReadUInt32(out uint input)) continue;
            _passed[_next] = (viewer, input, time.GetTimestamp());
            _next = (_next + 1) % Kept;
            _count = Math.Min(_count + 1, Kept);
            return;
        }
    }

    /// <summary>How long ago the input passed, once; null for one that is not known.</summary>
    public TimeSpan? Take(uint viewer, uint input)
    {
        for (int i = 1; i <= _count; i++)
        {
            ref (uint Viewer, uint Input, long At) passed = ref _passed[(_next - i + Kept) % Kept];
            if (passed.Viewer != viewer || passed.Input != input || passed.At == 0) continue;
            TimeSpan ago = time.GetElapsedTime(passed.At);
            passed.At = 0;
            return ago;
        }

        return null;
    }
}
