using DreamStack.Cli.Bench.Relay.Protocols;
using DreamStack.Cli.Bench.Relay.Sockets;

namespace DreamStack.Cli.Bench.Relay.Loads;

/// <summary>Writes numbered copies of one framed message, as many in one go as asked, without ever waiting.</summary>
internal sealed class SourceFeed(RawSocket socket, FramedMessage message, ArrivalLog log, int most)
{
    private readonly byte[] _frames = Repeat(message.Bytes, most);
    private int _from;
    private int _to;

    /// <summary>Messages begun so far.</summary>
    public long Sent { get; private set; }

    /// <summary>Part of what was begun still waits for the socket.</summary>
    public bool IsBusy => _from < _to;

    /// <summary>Begins so many messages; the feed must not be busy.</summary>
    public void Begin(int count)
    {
        count = Math.Min(count, most);
        for (int i = 0; i < count; i++)
        {
            message.Number(_frames.AsSpan(i * message.Bytes.Length, message.Bytes.Length), Sent);
            log.Sent((ushort)Sent++);
        }

        _from = 0;
        _to = count * message.Bytes.Length;
        Continue();
    }

    public void Continue()
    {
        while (IsBusy)
        {
            int sent = socket.Send(_frames.AsSpan(_from, _to - _from));
            if (sent == RawSocket.NotNow) return;
            _from += sent;
        }
    }

    private static byte[] Repeat(byte[] frame, int times)
    {
        byte[] frames = new byte[frame.Length * times];
        for (int i = 0; i < times; i++) frame.CopyTo(frames, i * frame.Length);
        return frames;
    }
}
