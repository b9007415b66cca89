using System.Buffers.Binary;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Ext;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Relay.Streams;

/// <summary>The newest record of each key that a stream's SignalTable frames brought; bounded as one signal message is.</summary>
internal sealed class SignalTable
{
    private readonly Dictionary<ushort, int> _places = [];
    private byte[] _records = [];
    private int _stride;

    public bool IsEmpty => _places.Count == 0;

    /// <summary>Bytes of the records.</summary>
    public int Length => _places.Count * _stride;

    /// <summary>Takes a frame's records; a whole one, or one of another stride, begins anew. False when they are too many.</summary>
    public bool TryApply(in SignalTableFrame frame, bool whole)
    {
        if (whole || frame.Stride != _stride) Clear();
        _stride = frame.Stride;
        for (int i = 0; i < frame.Count; i++)
        {
            if (!_places.TryGetValue(frame.KeyOf(i), out int place))
            {
                place = Length;
                if (ExtWriter.FullSeqLength + SignalTableFrame.PrefixSize + place + _stride > WireLimits.MaxSignalLength) return false;
                if (_records.Length < place + _stride) Array.Resize(ref _records, Math.Max(place + _stride, _records.Length * 2));
                _places.Add(frame.KeyOf(i), place);
            }

            frame[i].CopyTo(_records.AsSpan(place));
        }

        return true;
    }

    /// <summary>The whole table as one body.</summary>
    public byte[] ToBody()
    {
        byte[] body = new byte[SignalTableFrame.PrefixSize + Length];
        BinaryPrimitives.WriteUInt16LittleEndian(body, (ushort)_stride);
        _records.AsSpan(0, Length).CopyTo(body.AsSpan(SignalTableFrame.PrefixSize));
        return body;
    }

    public void Clear()
    {
        _places.Clear();
        _records = [];
        _stride = 0;
    }
}
