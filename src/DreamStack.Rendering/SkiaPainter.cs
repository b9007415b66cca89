using System.Runtime.InteropServices;
using DreamStack.App.Scene;
using SkiaSharp;

namespace DreamStack.Rendering;

/// <summary>Walks a display list and draws it on a canvas, as docs/display-list.md says.</summary>
internal sealed class SkiaPainter : IDisposable
{
    private const float DegreesPerRadian = 180 / MathF.PI;

    private readonly SKPaint _fill = new() { IsAntialias = true, Style = SKPaintStyle.Fill };
    private readonly SKPaint _stroke = new()
    {
        IsAntialias = true,
        Style = SKPaintStyle.Stroke,
        StrokeCap = SKStrokeCap.Round,
        StrokeJoin = SKStrokeJoin.Round,
    };

    private readonly SKPathBuilder _path = new();
    private readonly TextBlobs _texts = new();

    public void Paint(DisplayList list, SKCanvas canvas)
    {
        ReadOnlySpan<int> words = list.Words;
        while (!words.IsEmpty)
        {
            int count = words[0] >>> DisplayList.OpBits;
            Draw((DisplayOp)(words[0] & ((1 << DisplayList.OpBits) - 1)), words[1..count], list.Text, canvas);
            words = words[count..];
        }
    }

    public void Dispose()
    {
        _fill.Dispose();
        _stroke.Dispose();
        _path.Dispose();
        _texts.Dispose();
    }

    private static SKColor Color(int rgba) =>
        new((byte)(rgba >> 24), (byte)(rgba >> 16), (byte)(rgba >> 8), (byte)rgba);

    private void Draw(DisplayOp op, ReadOnlySpan<int> words, ReadOnlySpan<byte> text, SKCanvas canvas)
    {
        ReadOnlySpan<float> f = MemoryMarshal.Cast<int, float>(words);
        switch (op)
        {
            case DisplayOp.Clear:
                canvas.Clear(Color(words[0]));
                break;
            case DisplayOp.FillRect:
                canvas.DrawRect(f[0], f[1], f[2], f[3], Fill(words[4]));
                break;
            case DisplayOp.FillRoundRect:
                canvas.DrawRoundRect(f[0], f[1], f[2], f[3], f[4], f[4], Fill(words[5]));
                break;
            case DisplayOp.FillCircle:
                canvas.DrawCircle(f[0], f[1], f[2], Fill(words[3]));
                break;
            case DisplayOp.StrokeRoundRect:
                canvas.DrawRoundRect(f[0], f[1], f[2], f[3], f[4], f[4], Stroke(f[5], words[6]));
                break;
            case DisplayOp.StrokeCircle:
                canvas.DrawCircle(f[0], f[1], f[2], Stroke(f[3], words[4]));
                break;
            case DisplayOp.StrokeArc:
                var box = new SKRect(f[0] - f[2], f[1] - f[2], f[0] + f[2], f[1] + f[2]);
                canvas.DrawArc(
                    box, f[3] * DegreesPerRadian, f[4] * DegreesPerRadian, useCenter: false, Stroke(f[5], words[6]));
                break;
            case DisplayOp.StrokeLine:
                canvas.DrawLine(f[0], f[1], f[2], f[3], Stroke(f[4], words[5]));
                break;
            case DisplayOp.StrokePolyline:
                DrawPolyline(f[2..], Stroke(f[0], words[1]), canvas);
                break;
            case DisplayOp.FillPolygon:
                DrawPolyline(f[1..], Fill(words[0]), canvas);
                break;
            case DisplayOp.FillText:
                DrawText(f, words, text, canvas);
                break;
            case DisplayOp.PushClip:
                canvas.Save();
                canvas.ClipRect(new SKRect(f[0], f[1], f[0] + f[2], f[1] + f[3]), SKClipOperation.Intersect, antialias: true);
                break;
            case DisplayOp.PushTranslate:
                canvas.Save();
                canvas.Translate(f[0], f[1]);
                break;
            case DisplayOp.Pop:
                canvas.Restore();
                break;
        }
    }

    private void DrawPolyline(ReadOnlySpan<float> points, SKPaint paint, SKCanvas canvas)
    {
        _path.MoveTo(points[0], points[1]);
        for (int i = 2; i < points.Length; i += 2)
        {
            _path.LineTo(points[i], points[i + 1]);
        }

        using SKPath path = _path.Detach();
        canvas.DrawPath(path, paint);
    }

    private void DrawText(ReadOnlySpan<float> f, ReadOnlySpan<int> words, ReadOnlySpan<byte> text, SKCanvas canvas)
    {
        TextBlob blob = _texts.Get(text.Slice(words[6], words[7]), words[3], f[2]);
        if (blob.Glyphs is null)
        {
            return;
        }

        float left = (TextAlign)words[4] switch
        {
            TextAlign.Center => f[0] - (blob.Width / 2),
            TextAlign.Right => f[0] - blob.Width,
            _ => f[0],
        };
        canvas.DrawText(blob.Glyphs, left, f[1], Fill(words[5]));
    }

    private SKPaint Fill(int color)
    {
        _fill.Color = Color(color);
        return _fill;
    }

    private SKPaint Stroke(float width, int color)
    {
        _stroke.StrokeWidth = width;
        _stroke.Color = Color(color);
        return _stroke;
    }
}
