namespace DreamStack.Streaming.Flow.Stages;

/// <summary>Paints into RGBA rows; A stays 255. It paints the same for the same picture, or Dedup finds no repeats.</summary>
public delegate void WatermarkPainter(Span<byte> rgba, int width, int height);
