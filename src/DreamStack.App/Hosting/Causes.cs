using DreamStack.Streaming.Wire.Ext;

namespace DreamStack.App.Hosting;

/// <summary>The inputs whose effect no message has shown yet: the newest of each viewer, of the last few viewers.</summary>
internal sealed class Causes
{
    /// <summary>More viewers than this between two frames is a crowd; the newest are enough to measure with.</summary>
    public const int Max = 4;

    /// <summary>Bytes of the largest EXT block that <see cref="Write"/> makes: length, then tag, len and two u32 each.</summary>
    public const int MaxExtLength = 2 + (Max * 10);

    private readonly (uint Viewer, uint Input)[] _causes = new (uint, uint)[Max];
    private int _count;

    public void Add(uint viewer, uint input)
    {
        int index = Array.FindIndex(_causes, 0, _count, cause => cause.Viewer == viewer);
        if (index < 0 && _count < Max)
        {
            index = _count++;
        }
        else if (index < 0)
        {
            _causes.AsSpan(1).CopyTo(_causes);
            index = Max - 1;
        }

        _causes[index] = (viewer, input);
    }

    public void Clear() => _count = 0;

    /// <summary>Makes the EXT block in the buffer; empty when nothing is waiting.</summary>
    public ReadOnlySpan<byte> Write(Span<byte> buffer)
    {
        var ext = new ExtWriter(buffer);
        foreach ((uint viewer, uint input) in _causes.AsSpan(0, _count))
        {
            ext.AddCausedBy(viewer, input);
        }

        return ext.Block;
    }
}
