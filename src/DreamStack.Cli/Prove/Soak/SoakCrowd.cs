using DreamStack.Client.Receiving;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Inputs;

namespace DreamStack.Cli.Prove.Soak;

/// <summary>Everything viewers do, by a seeded coin: they come, go, play, resize, change their mode, lose their bandwidth.</summary>
internal sealed class SoakCrowd(Uri relay, int seed, TimeProvider time) : IAsyncDisposable
{
    private const int Most = 12;
    private const int Least = 3;
    private const int PlaysEvery = 300;
    private const int KickEvery = 40;
    private const ushort Space = 0x2C;
    private static readonly (ushort Width, ushort Height)[] Sizes = [(600, 400), (320, 240), (1280, 720), (800, 600), (402, 711)];
    private static readonly long[] Rates = [8_000, 40_000, 250_000, 2_000_000];
    private readonly Random _coin = new(seed);
    private readonly List<SoakViewer> _viewers = [];
    private readonly List<Task<SoakViewer>> _leaving = [];
    private long _pictures;
    private long _compared;
    private long _diverged;

    public int Viewers => _viewers.Count;

    public int Joins { get; private set; }

    public int Leaves { get; private set; }

    public int Modes { get; private set; }

    public int Resizes { get; private set; }

    public int SlowSpells { get; private set; }

    /// <summary>Viewers that were refused.</summary>
    public int Broken { get; private set; }

    /// <summary>Pictures shown, compared with the source's hash, and of those the wrong ones, over all viewers that ever were.</summary>
    public (long Pictures, long Compared, long Diverged) Totals
    {
        get
        {
            (long pictures, long compared, long diverged) = (_pictures, _compared, _diverged);
            foreach (ReceiverStats stats in _viewers.Select(viewer => viewer.Client.Stats))
            {
                pictures += stats.Pictures;
                compared += stats.Checked;
                diverged += stats.Diverged;
            }

            return (pictures, compared, diverged);
        }
    }

    /// <summary>A twentieth of a second of their lives.</summary>
    public async Task StepAsync(int step)
    {
        if (_viewers.Count == 0) Join(slow: false);
        foreach (Task<SoakViewer> gone in _leaving.FindAll(leaving => leaving.IsCompleted)) await CountGoneAsync(gone);
        Play(step);
        if (Happens(0.05 / 1)) TurnOver();
        if (Happens(0.05 / 2)) ChangeMode();
        if (Happens(0.05 / 10)) Resize(Sizes[_coin.Next(Sizes.Length)]);
        if (Happens(0.05 / 2)) Slow();
    }

    /// <summary>The picture gets its first size back, so that what is held afterwards can be compared with before.</summary>
    public void ResizeBack() => Resize(Sizes[0]);

    /// <summary>All leave.</summary>
    public async ValueTask DisposeAsync()
    {
        while (_viewers.Count > 0) Leave(_viewers[^1]);
        while (_leaving.Count > 0) await CountGoneAsync(_leaving[0]);
    }

    private bool Happens(double chance) => _coin.NextDouble() < chance;

    private void TurnOver()
    {
        bool comes = _viewers.Count < Least || (_viewers.Count < Most && Happens(0.5));
        if (comes) Join(slow: Happens(0.4));
        // The first one plays, and stays.
        else Leave(_viewers[_coin.Next(1, _viewers.Count)]);
    }

    private void Join(bool slow)
    {
        _viewers.Add(new SoakViewer(relay, Mode(), audio: Happens(0.3), slow, time));
        Joins++;
    }

    // A goodbye over a slow link takes seconds, in which the others live on.
    private void Leave(SoakViewer viewer)
    {
        _viewers.Remove(viewer);
        _leaving.Add(GoAsync(viewer));
        Leaves++;
    }

    private static async Task<SoakViewer> GoAsync(SoakViewer viewer)
    {
        await viewer.DisposeAsync();
        return viewer;
    }

    private async Task CountGoneAsync(Task<SoakViewer> leaving)
    {
        _leaving.Remove(leaving);
        SoakViewer viewer = await leaving;
        ReceiverStats stats = viewer.Client.Stats;
        _pictures += stats.Pictures;
        _compared += stats.Checked;
        _diverged += stats.Diverged;
        if (viewer.Refused is not null) Broken++;
    }

    private void Play(int step)
    {
        // Kicked four times, the balls swing, and come to rest before the next time.
        int turn = step % PlaysEvery;
        if (turn is KickEvery or 2 * KickEvery or 3 * KickEvery or 4 * KickEvery) _viewers[0].Client.Inputs.Key(InputType.KeyDown, new KeyInput(Space, KeyModifiers.None));
        if (turn > 4 * KickEvery) return;
        PointerInput at = new((ushort)(300 + (200 * Math.Sin(step / 9.0))), (ushort)(200 + (120 * Math.Cos(step / 7.0))), 0);
        _viewers[0].Client.Inputs.Pointer(InputType.Pointer, at);
    }

    private void ChangeMode()
    {
        _viewers[_coin.Next(_viewers.Count)].Client.SetMode(Mode());
        Modes++;
    }

    private void Resize((ushort Width, ushort Height) size)
    {
        _viewers[0].Client.Inputs.Resize(new ResizeInput(size.Width, size.Height));
        Resizes++;
    }

    private void Slow()
    {
        SlowLink[] links = [.. _viewers.Select(viewer => viewer.Link).OfType<SlowLink>()];
        if (links.Length == 0) return;
        SlowLink link = links[_coin.Next(links.Length)];
        if (Happens(0.2)) link.Block();
        else link.Hold(Rates[_coin.Next(Rates.Length)]);
        SlowSpells++;
    }

    private StreamMode Mode() => _coin.Next(4) switch { 0 => StreamMode.Pixel, 1 => StreamMode.Signal, _ => StreamMode.Delta };
}
