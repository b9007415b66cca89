using System.Buffers;
using System.Runtime.InteropServices;
using DreamStack.App.Demos.Springs;
using DreamStack.App.Hosting;
using DreamStack.App.Scene;
using DreamStack.Rendering;
using DreamStack.Streaming.Pictures;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Ext;
using DreamStack.Streaming.Wire.Inputs;

namespace DreamStack.Cli.Prove.Wan.Recorded;

/// <summary>What the springs demo sends while somebody drags its balls: a lap of pictures that ends where it began, and its sound.</summary>
internal sealed class SpringsRecording
{
    /// <summary>Pictures, blocks of sound and steps of time a second.</summary>
    public const int PerSecond = 60;

    private const double Scale = 1.25;
    private static readonly ResizeInput Size = new((ushort)(600 * Scale), (ushort)(400 * Scale));
    private readonly List<RecordedPicture> _lap = [];
    private readonly List<byte[]> _sound = [];

    private SpringsRecording(RecordedPicture start) => Start = start;

    /// <summary>The picture before the lap's first, whole.</summary>
    public RecordedPicture Start { get; }

    /// <summary>Deltas, each to the one before, the first to <see cref="Start"/> or to the last.</summary>
    public IReadOnlyList<RecordedPicture> Lap => _lap;

    /// <summary>Blocks of sound as float samples, one a picture.</summary>
    public IReadOnlyList<byte[]> Sound => _sound;

    /// <summary>Runs the demo once around for the place it ends in, and once more to keep what it sends.</summary>
    public static SpringsRecording Make(TimeProvider time)
    {
        using SkiaRenderer renderer = new();
        PictureEncoder encoder = new();
        Originator originator = new(time);
        foreach ((IApp app, DisplayList list, float[] _) in Play())
        {
            encoder.TryEncode(renderer.Render(list, app.Width, app.Height), app.Width, app.Height, false, originator, [], new ArrayBufferWriter<byte>());
        }

        SpringsRecording recording = new(Encode(renderer.Pixels, Size.Width, Size.Height, keyframe: true, encoder, originator)!);
        foreach ((IApp app, DisplayList list, float[] sound) in Play())
        {
            ReadOnlySpan<byte> picture = renderer.Render(list, app.Width, app.Height);
            if (Encode(picture, app.Width, app.Height, keyframe: false, encoder, originator) is { } changed) recording._lap.Add(changed);
            if (sound.Length > 0) recording._sound.Add(MemoryMarshal.AsBytes<float>(sound).ToArray());
        }

        if (recording._lap[^1].Hash != recording.Start.Hash || recording._sound.Count == 0)
        {
            throw new FailedException("The demo did not end where it ended before, or made no sound: its recording cannot be played on and on.");
        }

        return recording;
    }

    private static IEnumerable<(IApp App, DisplayList List, float[] Sound)> Play()
    {
        SpringsApp app = new();
        app.Resize(Size);
        DisplayList list = new();
        float[] samples = new float[IApp.AudioRate / PerSecond];
        using IEnumerator<DragStep> steps = DragScript.Steps.GetEnumerator();
        bool more = steps.MoveNext();
        // From the first press to the last release: what rests sends nothing.
        for (TimeSpan at = DragScript.DragFrom; at < DragScript.DragUntil; at += TimeSpan.FromSeconds(1.0 / PerSecond))
        {
            for (; more && steps.Current.At <= at; more = steps.MoveNext()) Deliver(app, steps.Current);
            app.Advance(TimeSpan.FromSeconds(1.0 / PerSecond));
            list.Reset();
            app.Draw(list);
            int count = app.RenderAudio(samples);
            yield return (app, list, samples[..count]);
        }
    }

    private static void Deliver(SpringsApp app, in DragStep step)
    {
        PointerInput pointer = step.Pointer with { X = (ushort)(step.Pointer.X * Scale), Y = (ushort)(step.Pointer.Y * Scale) };
        if (step.Type == InputType.PointerDown) app.PointerDown(0, pointer);
        else if (step.Type == InputType.PointerUp) app.PointerUp(0, pointer);
        else app.PointerMove(0, pointer);
    }

    private static RecordedPicture? Encode(
        ReadOnlySpan<byte> rgba, int width, int height, bool keyframe, PictureEncoder encoder, Originator originator)
    {
        ArrayBufferWriter<byte> output = new();
        if (!encoder.TryEncode(rgba, width, height, keyframe, originator, [], output)) return null;
        ReadOnlySpan<byte> bytes = output.WrittenSpan;
        MessageReader.TryRead(ref bytes, out MessageView message, out _);
        ExtBlock.TrySplit(message.Header, message.Payload, out _, out ReadOnlySpan<byte> body);
        return new RecordedPicture(message.Header, body.ToArray(), PictureCheck.HashOf(rgba));
    }
}
