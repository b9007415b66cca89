using System.Runtime.InteropServices;
using DreamStack.Cli.Bench.Relay.Sockets;

namespace DreamStack.Cli.Prove.Wan.Tls;

/// <summary>TLS over a socket that never blocks.</summary>
internal sealed unsafe class TlsSocket(RawSocket socket, TlsTrust trust) : IDisposable
{
    private nint _session;

    public RawSocket Socket => socket;

    /// <summary>The socket is connected and the handshake under way.</summary>
    public bool HasBegun => _session != 0;

    /// <summary>What was agreed on: version and cipher.</summary>
    public string Agreed => $"{Text(OpenSsl.Version(_session))} {Text(OpenSsl.CipherName(OpenSsl.Cipher(_session)))}";

    /// <summary>Goes on with the handshake of a connected socket; true when it is done.</summary>
    public bool Shake()
    {
        if (_session == 0) _session = trust.NewSession(socket.File);
        OpenSsl.ClearErrors();
        int answer = OpenSsl.Connect(_session);
        if (answer == 1) return true;
        if (Judge(answer) == RawSocket.NotNow) return false;
        throw new FailedException("The server hung up during the TLS handshake.");
    }

    /// <summary>Bytes received, 0 when the other end has hung up, or <see cref="RawSocket.NotNow"/>.</summary>
    public int Receive(Span<byte> into)
    {
        OpenSsl.ClearErrors();
        fixed (byte* at = into) return Judge(OpenSsl.Read(_session, at, into.Length));
    }

    /// <summary>Bytes sent, or <see cref="RawSocket.NotNow"/>.</summary>
    public int Send(ReadOnlySpan<byte> bytes)
    {
        OpenSsl.ClearErrors();
        fixed (byte* at = bytes) return Judge(OpenSsl.Write(_session, at, bytes.Length));
    }

    public void Dispose()
    {
        if (_session != 0) OpenSsl.Free(_session);
        _session = 0;
        socket.Dispose();
    }

    private int Judge(int answer)
    {
        if (answer > 0) return answer;
        int error = OpenSsl.Error(_session, answer);
        if (error is OpenSsl.WantRead or OpenSsl.WantWrite) return RawSocket.NotNow;
        if (error == OpenSsl.Hangup) return 0;
        throw new FailedException($"A TLS connection was lost (OpenSSL error {error}).");
    }

    private static string Text(nint text) => Marshal.PtrToStringUTF8(text) ?? "";
}
