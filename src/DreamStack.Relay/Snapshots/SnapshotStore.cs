using System.Runtime.CompilerServices;
using DreamStack.Relay.Streams;

namespace DreamStack.Relay.Snapshots;

/// <summary>
/// Streams' pictures as PNG, made when somebody asks: one after the other over the whole relay, and each width of a stream at
/// most once a second, so that asking costs a stranger more than the relay.
/// </summary>
internal sealed class SnapshotStore(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private static readonly int[] Widths = [160, 320, 640, 1280];
    private readonly ConditionalWeakTable<RelayStream, StreamShots> _streams = [];
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>The stream's picture, at least this wide where the picture is; whole without a width.</summary>
    public async Task<Snapshot> GetAsync(RelayStream stream, int? width, CancellationToken cancel)
    {
        StreamShots shots = _streams.GetValue(stream, _ => new StreamShots(time.GetUtcNow().UtcTicks));
        int step = width is { } wished ? Array.FindIndex(Widths, each => each >= wished) : -1;
        if (shots.Made[step + 1] is { } recent && IsFresh(recent)) return recent;
        await _turn.WaitAsync(cancel);
        try
        {
            if (shots.Made[step + 1] is { } earlier && IsFresh(earlier)) return earlier;
            Snapshot made = await Task.Run(() => Make(stream, shots, step), CancellationToken.None);
            shots.Made[step + 1] = made;
            return made;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private bool IsFresh(Snapshot made) => time.GetElapsedTime(made.At) < Fresh;

    private Snapshot Make(RelayStream stream, StreamShots shots, int step)
    {
        long now = time.GetTimestamp();
        Raster? raster = stream.TakeRaster(step < 0 ? int.MaxValue : Widths[step]);
        if (raster is null) return new Snapshot("", null, now);
        string tag = $"\"{shots.Id:x}-{raster.Version:x}-{raster.Width:x}\"";
        // A picture that is still the same is not coded again.
        return shots.Made[step + 1] is { } old && old.Tag == tag
            ? old with { At = now }
            : new Snapshot(tag, PngWriter.Write(raster.Width, raster.Height, raster.Rgba), now);
    }

    private sealed class StreamShots(long id)
    {
        // A stream of the same name begins its count anew after a restart.
        public long Id { get; } = id;

        /// <summary>The newest of the whole picture, then of each width.</summary>
        public Snapshot?[] Made { get; } = new Snapshot?[Widths.Length + 1];
    }
}
