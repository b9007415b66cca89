using DreamStack.Relay.FanOut;
using DreamStack.Relay.Sources;
using DreamStack.Relay.Streams;
using DreamStack.Relay.Tests.Peers;
using DreamStack.Relay.Viewers;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Wire;
using Microsoft.Extensions.Logging.Abstractions;

namespace DreamStack.Relay.Tests.Streams;

public class ReturningSourceTests
{
    private readonly RelayContext _relay = new(new RelayOptions(), TimeProvider.System, NullLoggerFactory.Instance);
    private readonly TestPainter _painter = new();

    [Fact]
    public void A_joiner_is_not_shown_a_picture_that_nobody_wanted_any_more_when_the_source_came_back()
    {
        using RelayStream stream = new("main", _relay);
        StillSource source = Begin(stream, out IViewer first, out string token);
        stream.Detach(source, forGood: false);
        stream.Leave(first);
        StillSource back = new();
        Assert.Equal(SourceClaim.Resumed, stream.Attach(back, token));

        StillViewer joiner = new(2);
        Assert.True(stream.Join(joiner));
        Assert.Empty(Pictures(stream, joiner));
        Send(stream, back, _painter.Paint(keyframe: true));
        Assert.Equal(_painter.Originator.Newest, Assert.Single(Pictures(stream, joiner)).Seq);
    }

    [Fact]
    public void A_joiner_sees_the_last_picture_while_the_source_is_away()
    {
        using RelayStream stream = new("main", _relay);
        StillSource source = Begin(stream, out IViewer first, out _);
        stream.Detach(source, forGood: false);
        stream.Leave(first);

        StillViewer joiner = new(2);
        Assert.True(stream.Join(joiner));
        Assert.Equal(_painter.Originator.Newest, Assert.Single(Pictures(stream, joiner)).Seq);
    }

    private StillSource Begin(RelayStream stream, out IViewer viewer, out string token)
    {
        StillSource source = new();
        Assert.Equal(SourceClaim.Begun, stream.Attach(source, null));
        token = source.TakeToken();
        viewer = new StillViewer(1);
        Assert.True(stream.Join(viewer));
        Send(stream, source, _painter.Paint());
        Assert.Single(Pictures(stream, viewer));
        return source;
    }

    private static void Send(RelayStream stream, ISource source, byte[] picture)
    {
        MessageHeader.TryRead(picture, out MessageHeader header);
        SharedBuffer message = SharedBuffer.Copy(picture);
        Assert.Null(stream.Publish(source, header, header, Lane.Picture, message, end: null, out _));
        message.Release();
    }

    private static List<MessageHeader> Pictures(RelayStream stream, IViewer viewer)
    {
        List<MessageHeader> pictures = [];
        List<SharedBuffer> batch = [];
        while (viewer.Outbox.Take(batch) is var next and not OutboxNext.Empty)
        {
            if (next == OutboxNext.SignalState) stream.TakeSignals(viewer.Outbox, batch);
            if (next == OutboxNext.Picture) stream.TakePicture(viewer.Outbox, batch);
            foreach (SharedBuffer buffer in batch)
            {
                Assert.True(MessageHeader.TryRead(buffer.Span, out MessageHeader header));
                if (Lanes.IsReadablePicture(header)) pictures.Add(header);
                buffer.Release();
            }

            batch.Clear();
        }

        return pictures;
    }
}
