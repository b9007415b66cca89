using System.Net;
using DreamStack.Cli.Bench.Relay.Servers;
using DreamStack.Cli.Bench.Relay.Sockets;
using DreamStack.Cli.Prove.Network;
using DreamStack.Cli.Prove.Wan.Recorded;
using DreamStack.Cli.Prove.Wan.Tls;

namespace DreamStack.Cli.Prove.Wan;

/// <summary>What all rounds share: the long way, the certificate, the recording.</summary>
internal sealed class WanStage : IDisposable
{
    private readonly PassingCertificate _certificate;
    private readonly NetworkNamespace _far;
    private readonly TlsTrust _trust;

    public WanStage(Distance distance, TimeProvider time)
    {
        Time = time;
        Distance = distance;
        _certificate = new PassingCertificate(time);
        try
        {
            _trust = new TlsTrust(_certificate.CertificateFile);
            _far = NetworkNamespace.Create("far");
            Way = new WideAreaLink(_far, distance);
            Recording = SpringsRecording.Make(time);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public TimeProvider Time { get; }

    public Distance Distance { get; }

    public WideAreaLink Way { get; }

    public SpringsRecording Recording { get; }

    /// <summary>The servers to compare, each with the certificate of this stage.</summary>
    public IReadOnlyList<LoadPeer> Servers => [PeerCatalog.OwnRelay(Tls), PeerCatalog.Ws(Tls)];

    private string[] Tls => ["--certificate", _certificate.CertificateFile, "--key", _certificate.KeyFile];

    /// <summary>Begins to connect to a server from here or, over the long way, from afar.</summary>
    public TlsSocket Connect(int port, bool far) => new(
        far
            ? _far.Run(() => RawSocket.Connect(new IPEndPoint(Way.Here, port)))
            : RawSocket.Connect(new IPEndPoint(IPAddress.Loopback, port)),
        _trust);

    /// <summary>Does something in the far network.</summary>
    public T FromAfar<T>(Func<T> action) => _far.Run(action);

    public void Dispose()
    {
        Way?.Dispose();
        _far?.Dispose();
        _trust?.Dispose();
        _certificate.Dispose();
    }
}
