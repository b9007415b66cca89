using DreamStack.Streaming.Wire.Ext;

namespace DreamStack.Relay.Streams;

/// <summary>The newest inputs whose effect the current picture shows, for the pictures the relay makes itself.</summary>
internal sealed class CausedByTable
{
    // As many as a source puts on one message.
    private const int Capacity = 4;
    private readonly (uint Viewer, uint Input)[] _entries = new (uint, uint)[Capacity];
    private int _count;

    /// <summary>Bytes that <see cref="WriteTo"/> may take in an EXT block.</summary>
    public const int MaxLength = Capacity * 10;

    public void Note(in ExtBlock ext)
    {
        foreach (ExtEntry entry in ext)
        {
            if (entry.Tag == ExtTag.CausedBy && entry.TryReadCausedBy(out uint viewer, out uint input)) Note(viewer, input);
        }
    }

    public void CopyTo(CausedByTable other)
    {
        _entries.CopyTo(other._entries, 0);
        other._count = _count;
    }

    public void WriteTo(ref ExtWriter ext)
    {
        for (int i = 0; i < _count; i++) ext.AddCausedBy(_entries[i].Viewer, _entries[i].Input);
    }

    public void Clear() => _count = 0;

    // Newest first: a viewer's newer input replaces its older one, the fifth viewer falls off the end.
    private void Note(uint viewer, uint input)
    {
        int at = 0;
        while (at < _count && _entries[at].Viewer != viewer) at++;
        if (at == _count && _count < Capacity) _count++;
        at = Math.Min(at, Capacity - 1);
        Array.Copy(_entries, 0, _entries, 1, at);
        _entries[0] = (viewer, input);
    }
}
