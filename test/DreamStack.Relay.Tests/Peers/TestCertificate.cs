using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DreamStack.Relay.Tests.Peers;

/// <summary>What a relay behind TLS proves its name with here, and the peers that trust it and nobody else.</summary>
internal static class TestCertificate
{
    private const string Name = "relay.example";

    public static X509Certificate2 Shared { get; } = Make();

    /// <summary>Whether a relay showed this certificate.</summary>
    public static RemoteCertificateValidationCallback IsShown { get; } = (_, shown, _, _) => Shared.Equals(shown);

    /// <summary>A connection to a relay behind TLS on which nothing was said yet.</summary>
    public static async Task<SslStream> ConnectAsync(RelayServer relay)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, relay.Address.Port);
        return await SecureAsync(new NetworkStream(socket, ownsSocket: true));
    }

    /// <summary>TLS over a connection to a relay.</summary>
    public static async Task<SslStream> SecureAsync(Stream connection)
    {
        SslStream stream = new(connection);
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = Name, RemoteCertificateValidationCallback = IsShown });
        return stream;
    }

    /// <summary>Asks relays over HTTP, behind TLS or not.</summary>
    public static HttpClient Http() => new(new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = IsShown } });

    private static X509Certificate2 Make()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={Name}", key, HashAlgorithmName.SHA256);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
