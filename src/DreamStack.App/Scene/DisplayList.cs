using System.Text;

namespace DreamStack.App.Scene;

/// <summary>
/// What to draw, as flat words that any painter can walk: one word with the operation in its low 8 bits and the count of
/// its words above, then its arguments. Colours are 0xRRGGBBAA, coordinates float32 bits. The memory is pinned and
/// reused, so a list of a steady size allocates nothing and can be read from outside the runtime.
/// </summary>
public sealed class DisplayList
{
    /// <summary>Bits of the first word that hold the operation; the count of words is above them.</summary>
    public const int OpBits = 8;

    private int[] _words = GC.AllocateUninitializedArray<int>(1024, pinned: true);
    private byte[] _text = GC.AllocateUninitializedArray<byte>(1024, pinned: true);
    private int _wordCount;
    private int _textLength;

    /// <summary>The operations, in the order they are drawn; valid until the list is next written.</summary>
    public ReadOnlySpan<int> Words => _words.AsSpan(0, _wordCount);

    /// <summary>The UTF-8 text that <see cref="DisplayOp.FillText"/> points into; valid until the list is next written.</summary>
    public ReadOnlySpan<byte> Text => _text.AsSpan(0, _textLength);

    /// <summary>Empties the list and keeps its memory.</summary>
    public void Reset()
    {
        _wordCount = 0;
        _textLength = 0;
    }

    /// <summary>Fills the whole picture.</summary>
    public void Clear(uint color) => Add(DisplayOp.Clear, 1)[0] = (int)color;

    /// <summary>Fills a rectangle given by its top left corner and its size.</summary>
    public void FillRect(float x, float y, float width, float height, uint color)
    {
        Span<int> words = Add(DisplayOp.FillRect, 5);
        PutBox(words, x, y, width, height);
        words[4] = (int)color;
    }

    /// <summary>Fills a rectangle whose corners are quarter circles.</summary>
    public void FillRoundRect(float x, float y, float width, float height, float radius, uint color)
    {
        Span<int> words = Add(DisplayOp.FillRoundRect, 6);
        PutBox(words, x, y, width, height);
        words[4] = Bits(radius);
        words[5] = (int)color;
    }

    /// <summary>Fills a circle.</summary>
    public void FillCircle(float x, float y, float radius, uint color)
    {
        Span<int> words = Add(DisplayOp.FillCircle, 4);
        words[0] = Bits(x);
        words[1] = Bits(y);
        words[2] = Bits(radius);
        words[3] = (int)color;
    }

    /// <summary>Outlines a rectangle whose corners are quarter circles; the line is centred on the edge.</summary>
    public void StrokeRoundRect(
        float x, float y, float width, float height, float radius, float lineWidth, uint color)
    {
        Span<int> words = Add(DisplayOp.StrokeRoundRect, 7);
        PutBox(words, x, y, width, height);
        words[4] = Bits(radius);
        words[5] = Bits(lineWidth);
        words[6] = (int)color;
    }

    /// <summary>Outlines a circle; the line is centred on the edge.</summary>
    public void StrokeCircle(float x, float y, float radius, float lineWidth, uint color)
    {
        Span<int> words = Add(DisplayOp.StrokeCircle, 5);
        PutBox(words, x, y, radius, lineWidth);
        words[4] = (int)color;
    }

    /// <summary>Draws part of a circle with round ends; radians, clockwise from the right.</summary>
    public void StrokeArc(float x, float y, float radius, float start, float sweep, float lineWidth, uint color)
    {
        Span<int> words = Add(DisplayOp.StrokeArc, 7);
        PutBox(words, x, y, radius, start);
        words[4] = Bits(sweep);
        words[5] = Bits(lineWidth);
        words[6] = (int)color;
    }

    /// <summary>Draws a line with round ends.</summary>
    public void StrokeLine(float x1, float y1, float x2, float y2, float lineWidth, uint color)
    {
        Span<int> words = Add(DisplayOp.StrokeLine, 6);
        PutBox(words, x1, y1, x2, y2);
        words[4] = Bits(lineWidth);
        words[5] = (int)color;
    }

    /// <summary>Draws connected lines through points given as x, y, x, y, … with round ends and joins.</summary>
    public void StrokePolyline(ReadOnlySpan<float> points, float lineWidth, uint color)
    {
        if (points.Length < 4 || points.Length % 2 != 0)
        {
            throw new ArgumentException("A polyline needs two or more points of x and y.", nameof(points));
        }

        Span<int> words = Add(DisplayOp.StrokePolyline, 2 + points.Length);
        words[0] = Bits(lineWidth);
        words[1] = (int)color;
        for (int i = 0; i < points.Length; i++)
        {
            words[2 + i] = Bits(points[i]);
        }
    }

    /// <summary>Fills the inside of a closed line through points given as x, y, x, y, ….</summary>
    public void FillPolygon(ReadOnlySpan<float> points, uint color)
    {
        if (points.Length < 6 || points.Length % 2 != 0)
        {
            throw new ArgumentException("A polygon needs three or more points of x and y.", nameof(points));
        }

        Span<int> words = Add(DisplayOp.FillPolygon, 1 + points.Length);
        words[0] = (int)color;
        for (int i = 0; i < points.Length; i++)
        {
            words[1 + i] = Bits(points[i]);
        }
    }

    /// <summary>Draws a line of text in the bundled font; <paramref name="size"/> is the em in pixels.</summary>
    public void FillText(
        ReadOnlySpan<char> text, float x, float y, float size, TextWeight weight, TextAlign align, uint color)
    {
        Span<byte> room = TextRoom(Encoding.UTF8.GetMaxByteCount(text.Length));
        AddText(Encoding.UTF8.GetBytes(text, room), x, y, size, weight, align, color);
    }

    /// <summary>Draws a line of text that is UTF-8 already.</summary>
    public void FillText(
        ReadOnlySpan<byte> utf8, float x, float y, float size, TextWeight weight, TextAlign align, uint color)
    {
        utf8.CopyTo(TextRoom(utf8.Length));
        AddText(utf8.Length, x, y, size, weight, align, color);
    }

    /// <summary>Draws only inside this rectangle as well, until <see cref="Pop"/>.</summary>
    public void PushClip(float x, float y, float width, float height) =>
        PutBox(Add(DisplayOp.PushClip, 4), x, y, width, height);

    /// <summary>Moves the origin, until <see cref="Pop"/>.</summary>
    public void PushTranslate(float x, float y)
    {
        Span<int> words = Add(DisplayOp.PushTranslate, 2);
        words[0] = Bits(x);
        words[1] = Bits(y);
    }

    /// <summary>Ends the newest push.</summary>
    public void Pop() => Add(DisplayOp.Pop, 0);

    private static int Bits(float value) => BitConverter.SingleToInt32Bits(value);

    private static void PutBox(Span<int> words, float a, float b, float c, float d)
    {
        words[0] = Bits(a);
        words[1] = Bits(b);
        words[2] = Bits(c);
        words[3] = Bits(d);
    }

    private void AddText(int length, float x, float y, float size, TextWeight weight, TextAlign align, uint color)
    {
        Span<int> words = Add(DisplayOp.FillText, 8);
        words[0] = Bits(x);
        words[1] = Bits(y);
        words[2] = Bits(size);
        words[3] = (int)weight;
        words[4] = (int)align;
        words[5] = (int)color;
        words[6] = _textLength;
        words[7] = length;
        _textLength += length;
    }

    private Span<byte> TextRoom(int length)
    {
        if (_text.Length - _textLength < length)
        {
            byte[] larger = GC.AllocateUninitializedArray<byte>((_textLength + length) * 2, pinned: true);
            Text.CopyTo(larger);
            _text = larger;
        }

        return _text.AsSpan(_textLength);
    }

    private Span<int> Add(DisplayOp op, int arguments)
    {
        int needed = _wordCount + 1 + arguments;
        if (needed > _words.Length)
        {
            int[] larger = GC.AllocateUninitializedArray<int>(needed * 2, pinned: true);
            Words.CopyTo(larger);
            _words = larger;
        }

        _words[_wordCount] = (int)op | ((1 + arguments) << OpBits);
        Span<int> result = _words.AsSpan(_wordCount + 1, arguments);
        _wordCount = needed;
        return result;
    }
}
