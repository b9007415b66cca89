using DreamStack.Streaming.Wire.Ext;

namespace DreamStack.Streaming.Wire;

/// <summary>Turns an originator's wrapping u16 seq into one that never wraps, tolerating reordering within ±32,767.</summary>
public struct SeqUnwrapper
{
    private const ulong FarApart = 16_384;
    private ulong _newest;
    private bool _started;

    /// <summary>The originator has said its number in full: what is unwrapped is its own count, not one begun here.</summary>
    public bool IsExact { get; private set; }

    /// <summary>The unwrapped number of a message: what its EXT block says, else next to the newest seen.</summary>
    public ulong Unwrap(ushort seq, in ExtBlock ext)
    {
        if (!ext.TryFind(ExtTag.FullSeq, out ExtEntry entry) || !entry.TryReadUInt64(out ulong full) || (ushort)full != seq)
        {
            return Unwrap(seq);
        }

        _started = true;
        IsExact = true;
        return _newest = full;
    }

    /// <summary>
    /// Two messages of one kind lie so far apart that who got nothing between them could lose count: the later one should say
    /// its number in full.
    /// </summary>
    public static bool IsFar(ulong before, ulong now) => now - before > FarApart;

    /// <summary>The unwrapped number of <paramref name="seq"/>, next to the newest seen.</summary>
    public ulong Unwrap(ushort seq)
    {
        if (!_started)
        {
            _started = true;
            return _newest = seq;
        }

        short step = (short)(seq - (ushort)_newest);
        // A message older than the very first seen has no number below zero to take.
        ulong value = step < 0 && (ulong)-step > _newest ? 0 : _newest + (ulong)step;
        if (value > _newest) _newest = value;
        return value;
    }
}
