using System.Text;
using DreamStack.Cli.Bench.Relay.Protocols;
using DreamStack.Cli.Bench.Relay.Sockets;
using DreamStack.Cli.Prove.Wan.Tls;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Cli.Prove.Wan.Peers;

/// <summary>One end of a wss connection, stepped on whenever its socket is ready: TLS, upgrade, then messages.</summary>
internal abstract class WanPeer : IDisposable
{
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(2);
    private readonly TlsSocket _tls;
    private readonly WebSocketProtocol _protocol = new();
    private readonly FrameReader _reader;
    private readonly byte[] _greeting;
    private readonly TimeProvider _time;
    private readonly long _began;
    private byte[]? _answer = [];
    private bool _secured;
    private long _pingedAt;
    private ushort _seq;

    protected WanPeer(TlsSocket tls, string path, TimeProvider time)
    {
        _tls = tls;
        _greeting = Encoding.ASCII.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: relay.example\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n");
        _time = time;
        _began = time.GetTimestamp();
        _reader = new FrameReader(Take, body => Output.AddPong(body));
    }

    public RawSocket Socket => _tls.Socket;

    /// <summary>The server has upgraded: messages can go both ways.</summary>
    public bool IsOpen => _answer is null;

    /// <summary>Something waits until the socket can be written.</summary>
    public bool WantsWrite => !_tls.HasBegun || !Output.Waiting.IsEmpty;

    /// <summary>What TLS agreed on.</summary>
    public string Agreed => _tls.Agreed;

    protected FrameWriter Output { get; } = new();

    /// <summary>How this peer's pings go: as an input or as a frame.</summary>
    protected abstract MessageHeader PingHeader { get; }

    /// <summary>Microseconds since this peer began.</summary>
    private ulong ClockUs => (ulong)_time.GetElapsedTime(_began).TotalMicroseconds;

    protected uint ClockMs => (uint)(ClockUs / 1000);

    /// <summary>The socket can be read or written.</summary>
    public void Ready(Span<byte> scratch)
    {
        if (!_secured)
        {
            if (!_tls.Shake()) return;
            _secured = true;
            Output.AddPlain(_greeting);
        }

        Flush();
        for (int got; (got = _tls.Receive(scratch)) != RawSocket.NotNow;)
        {
            if (got == 0) throw new FailedException("The server hung up.");
            Read(scratch[..got]);
        }

        Flush();
    }

    /// <summary>Asks for the round trip when it is time to.</summary>
    public void Ping()
    {
        if (_pingedAt != 0 && _time.GetElapsedTime(_pingedAt) < PingEvery) return;
        _pingedAt = _time.GetTimestamp();
        SendPing(new PingFrame(ClockUs));
        Flush();
    }

    public void Dispose() => _tls.Dispose();

    /// <summary>A whole message, borrowed; pings are answered already.</summary>
    protected abstract void Receive(in MessageView message);

    /// <summary>The input or frame with this peer's next number.</summary>
    protected MessageHeader Number(MessageHeader header) => header with { Seq = _seq++, Timestamp = ClockMs };

    protected void Flush()
    {
        while (!Output.Waiting.IsEmpty)
        {
            int sent = _tls.Send(Output.Waiting);
            if (sent == 0) throw new FailedException("The server hung up.");
            if (sent == RawSocket.NotNow) return;
            Output.Sent(sent);
        }
    }

    private void Read(ReadOnlySpan<byte> bytes)
    {
        if (_answer is not null)
        {
            _answer = [.. _answer, .. bytes];
            if (_protocol.AnswerLength(_answer) is not { } length) return;
            bytes = _answer.AsSpan(length);
            _answer = null;
        }

        _reader.Read(bytes);
    }

    private void Take(in MessageView message)
    {
        bool question = message.Header.Type == (byte)FrameType.Ping;
        if (!question) Receive(message);
        else if (PingFrame.TryRead(message.Payload, out PingFrame ping) && ping.AnswererUs is null) SendPing(ping with { AnswererUs = ClockUs });
    }

    private void SendPing(PingFrame ping)
    {
        Span<byte> body = stackalloc byte[PingFrame.AnswerSize];
        ping.Write(body);
        Output.AddMessage(Number(PingHeader), [], body[..ping.Size]);
    }
}
