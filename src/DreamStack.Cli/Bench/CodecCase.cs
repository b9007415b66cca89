using System.Runtime.InteropServices;
using DreamStack.Streaming.Codec;

namespace DreamStack.Cli.Bench;

/// <summary>Measures one content; copy, encode and decode are timed in turn, so that a busy machine slows all three.</summary>
internal sealed class CodecCase
{
    private const int ColdRounds = 40;
    private readonly string _name;
    private readonly TimeProvider _time;
    private readonly byte[] _previous;
    private readonly byte[] _current;
    private readonly byte[] _copy;
    private readonly byte[] _decoded;
    private readonly byte[] _coded;
    private readonly List<double> _copies = [];
    private readonly List<double> _encodes = [];
    private readonly List<double> _decodes = [];
    private int _length;

    public CodecCase(CodecContent content, int width, int height, TimeProvider time)
    {
        _name = content.Name;
        _time = time;
        Random random = new(1);
        _previous = new byte[width * height * 4];
        Span<uint> pixels = MemoryMarshal.Cast<byte, uint>(_previous.AsSpan());
        for (int i = 0; i < pixels.Length; i++) pixels[i] = 0xFF00_0000 | (uint)(i / 97 * 31);
        _current = [.. _previous];
        content.Change(MemoryMarshal.Cast<byte, uint>(_current.AsSpan()), random);
        _copy = new byte[_previous.Length];
        _decoded = [.. _previous];
        _coded = new byte[PixelDelta.MaxEncodedLength(width * height)];
    }

    /// <summary>Rounds that count for nothing: the first ones find cold code and cold pages.</summary>
    public void WarmUp()
    {
        for (int i = 0; i < ColdRounds; i++) Round();
        _copies.Clear();
        _encodes.Clear();
        _decodes.Clear();
    }

    public void Round()
    {
        _copies.Add(Time(() => _current.CopyTo(_copy, 0)));
        _encodes.Add(Time(() => _length = PixelDelta.EncodeXor(_current, _previous, _coded)));
        _previous.CopyTo(_decoded, 0);
        bool applied = false;
        _decodes.Add(Time(() => applied = PixelDelta.TryApplyXor(_coded.AsSpan(0, _length), _decoded)));
        if (!applied || !_decoded.AsSpan().SequenceEqual(_current)) throw new FailedException($"The codec got '{_name}' wrong.");
    }

    public CodecResult Result()
    {
        double copy = Median(_copies);
        return new CodecResult(
            _name, Median(_encodes) / copy, Median(_decodes) / copy, _length, (double)_length / _current.Length);
    }

    private double Time(Action work)
    {
        long began = _time.GetTimestamp();
        work();
        return _time.GetElapsedTime(began).TotalMicroseconds;
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return Math.Max(0.001, values[values.Count / 2]);
    }
}
