using DreamStack.Relay.FanOut;
using DreamStack.Relay.Sources;
using DreamStack.Relay.Streams;
using DreamStack.Relay.Tests.Peers;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Wire;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace DreamStack.Relay.Tests.Streams;

public class RelayStreamTests
{
    private const int Messages = 400;
    private readonly RelayContext _relay = new(new RelayOptions(), TimeProvider.System, NullLoggerFactory.Instance);
    private readonly List<SharedBuffer> _batch = [];

    [Fact]
    public void Fanning_a_message_out_to_ten_viewers_allocates_nothing()
    {
        using RelayStream stream = new("main", _relay);
        StillSource source = new();
        Assert.Equal(SourceClaim.Begun, stream.Attach(source, null));
        StillViewer[] viewers = [.. Enumerable.Range(1, 10).Select(id => new StillViewer((uint)id))];
        foreach (StillViewer viewer in viewers) Assert.True(stream.Join(viewer));

        TestPainter painter = new();
        SharedBuffer[] pictures = [.. Enumerable.Range(0, Messages).Select(_ => SharedBuffer.Copy(painter.Paint()))];
        Send(stream, source, viewers, pictures.AsSpan(0, Messages / 2));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Send(stream, source, viewers, pictures.AsSpan(Messages / 2));
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        foreach (SharedBuffer picture in pictures) picture.Release();
    }

    [Fact]
    public void A_source_is_asked_for_a_whole_picture_once_a_second_however_many_deltas_lack_their_base()
    {
        FakeTimeProvider time = new();
        using RelayStream stream = new("main", new RelayContext(new RelayOptions(), time, NullLoggerFactory.Instance));
        StillSource source = new();
        stream.Attach(source, null);
        StillViewer[] viewers = [.. Enumerable.Range(1, 3).Select(id => new StillViewer((uint)id))];
        foreach (StillViewer viewer in viewers) stream.Join(viewer);
        TestPainter painter = new();
        painter.Paint();
        List<SharedBuffer> asked = [];
        for (int i = 0; i < 30; i++)
        {
            SharedBuffer delta = SharedBuffer.Copy(painter.Paint());
            Send(stream, source, viewers, [delta]);
            delta.Release();
            source.Inputs.Take(asked);
            time.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.Equal(3, asked.Count(message => message.Span[0] == (byte)InputType.KeyframeRequest));
        foreach (SharedBuffer message in asked) message.Release();
    }

    private void Send(RelayStream stream, ISource source, StillViewer[] viewers, ReadOnlySpan<SharedBuffer> pictures)
    {
        foreach (SharedBuffer picture in pictures)
        {
            MessageHeader.TryRead(picture.Span, out MessageHeader header);
            Assert.Null(stream.Publish(source, header, header, Lane.Picture, picture, end: null, out bool chore));
            if (chore) Assert.Null(stream.DoChore(header, picture));
            foreach (StillViewer viewer in viewers) Drain(stream, viewer.Outbox);
        }
    }

    private void Drain(RelayStream stream, Outbox outbox)
    {
        while (outbox.Take(_batch) is var next and not OutboxNext.Empty)
        {
            if (next == OutboxNext.SignalState) stream.TakeSignals(outbox, _batch);
            if (next == OutboxNext.Picture) stream.TakePicture(outbox, _batch);
            foreach (SharedBuffer buffer in _batch) buffer.Release();
            _batch.Clear();
        }
    }
}
