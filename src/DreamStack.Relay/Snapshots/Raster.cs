namespace DreamStack.Relay.Snapshots;

/// <summary>A picture of a stream as plain RGBA, with the stream's number for it.</summary>
internal sealed record Raster(long Version, int Width, int Height, byte[] Rgba);
