using System.Buffers;
using DreamStack.Relay.FanOut;
using DreamStack.Relay.Sockets;
using DreamStack.Relay.Sources;
using DreamStack.Relay.Streams;
using DreamStack.Relay.Viewers;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Pictures;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Inputs;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace DreamStack.Relay.Tests.Quality;

public sealed class CompressedStepTests : IDisposable
{
    private const int Width = 256;
    private const int Height = 128;
    private readonly FakeTimeProvider _time = new();
    private readonly RelayStream _stream;
    private readonly StillSource _source = new();
    private readonly PictureEncoder _encoder = new();
    private readonly Originator _originator = new(TimeProvider.System);
    private byte _shade;

    public CompressedStepTests() =>
        _stream = new RelayStream("main", new RelayContext(new RelayOptions(), _time, NullLoggerFactory.Instance));

    public void Dispose() => _stream.Dispose();

    [Fact]
    public void A_delta_is_compressed_once_for_all_viewers_at_that_step_and_goes_as_it_came_to_the_others()
    {
        Assert.Equal(SourceClaim.Begun, _stream.Attach(_source, null));
        Publish();
        StillViewer[] viewers = [new(1, _time), new(2, _time), new(3, _time)];
        foreach (StillViewer viewer in viewers)
        {
            Assert.True(_stream.Join(viewer));
            Drain(viewer);
        }

        // Two of them have pictures on their way for which no answer comes.
        foreach (StillViewer viewer in viewers[..2]) viewer.Outbox.Acknowledge(new AckInput(_originator.Newest, 0, 0));
        for (int i = 0; i < 20 && viewers[0].Outbox.Step == QualityStep.Delta; i++)
        {
            Publish();
            foreach (StillViewer viewer in viewers) Drain(viewer);
            _time.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.Equal([QualityStep.CompressedDelta, QualityStep.CompressedDelta, QualityStep.Delta], viewers.Select(v => v.Outbox.Step));
        foreach (StillViewer viewer in viewers)
        {
            viewer.Outbox.Acknowledge(new AckInput(_originator.Newest, 0, 2000));
            Drain(viewer);
            viewer.Outbox.Acknowledge(new AckInput(_originator.Newest, 0, 2001));
        }

        SharedBuffer sent = Publish();
        SharedBuffer[] got = [.. viewers.Select(viewer => Assert.Single(Pictures(viewer)))];
        Assert.Equal((byte)FrameType.Compressed, got[0].Span[0]);
        Assert.Same(got[0], got[1]);
        Assert.Same(sent, got[2]);
        Assert.True(got[0].Length < got[2].Length);
        foreach (SharedBuffer picture in got) picture.Release();
    }

    private SharedBuffer Publish()
    {
        byte[] rgba = new byte[Width * Height * 4];
        _shade++;
        // Short runs of one value that the delta's own code leaves as they are.
        for (int i = 0; i < rgba.Length; i++) rgba[i] = (byte)(_shade * (1 + (i / 28 % 9)));
        ArrayBufferWriter<byte> output = new();
        Assert.True(_encoder.TryEncode(rgba, Width, Height, keyframe: false, _originator, default, output));
        SharedBuffer message = SharedBuffer.Copy(output.WrittenSpan);
        MessageHeader.TryRead(message.Span, out MessageHeader header);
        Assert.Null(_stream.Publish(_source, header, header, Lane.Picture, message, end: null, out _));
        // The stream and its viewers hold it.
        message.Release();
        return message;
    }

    private void Drain(StillViewer viewer)
    {
        foreach (SharedBuffer buffer in Take(viewer)) buffer.Release();
    }

    private List<SharedBuffer> Pictures(StillViewer viewer) =>
        [.. Take(viewer).Where(buffer => buffer.Span[0] != (byte)FrameType.Control)];

    private List<SharedBuffer> Take(StillViewer viewer)
    {
        List<SharedBuffer> taken = [];
        List<SharedBuffer> batch = [];
        if (viewer.Outbox.TakeNews()) _stream.TellQuality(viewer);
        while (viewer.Outbox.Take(batch) is var next and not OutboxNext.Empty)
        {
            if (next == OutboxNext.SignalState) _stream.TakeSignals(viewer.Outbox, batch);
            if (next == OutboxNext.Picture)
            {
                _stream.TakePicture(viewer.Outbox, batch);
                viewer.Outbox.CountSent(batch);
            }

            taken.AddRange(batch);
            batch.Clear();
        }

        return taken;
    }

    private sealed class StillSource : ISource
    {
        public SourceInfo Info => SourceInfo.Unknown;

        public InputQueue Inputs { get; } = new(new Wake());

        public void Stop(Closing closing) => Assert.Fail(closing.Reason);
    }

    private sealed class StillViewer(uint id, TimeProvider time) : IViewer
    {
        public uint Id => id;

        public bool IsThumbnail => false;

        public Outbox Outbox { get; } = new(new OutboxLimits(), time, new Wake(), StreamMode.Delta, false);
    }
}
