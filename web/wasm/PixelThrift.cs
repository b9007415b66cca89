using System.Buffers;
using DreamStack.Streaming.Flow;
using DreamStack.Streaming.Wire;

namespace DreamStack.Streaming.Wasm;

/// <summary>What keeps a picture source cheap: repeats are not encoded, pictures are trimmed, coded and held to a rate.</summary>
internal sealed class PixelThrift
{
    private const long Burst = 256 * 1024;
    private FrameRecipe? _recipe;

    public FrameDedup Dedup { get; } = new();

    public FrameCompressor Compressor { get; } = new();

    public BandwidthThrottle Throttle { get; } = new(TimeProvider.System, BandwidthThrottle.Unlimited, Burst);

    /// <summary>The message being made.</summary>
    public PinnedBytes Message { get; } = new();

    public bool Compresses { get; set; }

    /// <summary>What each picture goes through first; null for nothing.</summary>
    public FrameRecipe? Recipe
    {
        get => _recipe;
        set
        {
            _recipe = value;
            Dedup.Forget();
        }
    }

    /// <summary>Bytes of all pictures that came.</summary>
    public long RawBytes { get; private set; }

    /// <summary>Bytes that the recipe took off pictures before they were encoded.</summary>
    public long TrimmedBytes { get; private set; }

    /// <summary>How long until a picture may go: one goes when none before it is left to pay for.</summary>
    public TimeSpan Wait => Throttle.DelayFor(1);

    /// <summary>The picture as it is to be encoded; false for a repeat, unless it is wanted whole.</summary>
    public bool TryMake(ReadOnlySpan<byte> rgba, int width, int height, bool whole, out FrameView made)
    {
        made = new FrameView(new FrameShape(width, height), rgba);
        RawBytes += rgba.Length;
        if (Dedup.IsRepeat(rgba, width, height) && !whole) return false;
        if (Recipe is not { IsEmpty: false } recipe) return true;
        bool going = recipe.Pipeline.TryRun(rgba, width, height, out made);
        TrimmedBytes += Math.Max(0, rgba.Length - made.Bytes.Length);
        return going;
    }

    /// <summary>Puts the message out, in its smaller form where that is asked for, and counts it.</summary>
    public void Send(PinnedBytes output)
    {
        int before = output.Length;
        ReadOnlySpan<byte> rest = Message.Written;
        bool coded = Compresses && MessageReader.TryRead(ref rest, out MessageView message, out _) == ReadStatus.Done
            && Compressor.TryWrite(message, output);
        if (!coded) output.Write(Message.Written);
        Throttle.Take(output.Length - before);
        Message.Clear();
    }
}
