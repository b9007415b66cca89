using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DreamStack.Cli.Prove.Wan.Tls;

/// <summary>A certificate that nobody has signed but itself, as two PEM files that go with it.</summary>
internal sealed class PassingCertificate : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ds-prove-tls-");

    public PassingCertificate(TimeProvider time)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=relay.example", key, HashAlgorithmName.SHA256);
        DateTimeOffset now = time.GetUtcNow();
        using X509Certificate2 certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText(CertificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(KeyFile, key.ExportPkcs8PrivateKeyPem());
    }

    public string CertificateFile => Path.Combine(_folder.FullName, "certificate.pem");

    public string KeyFile => Path.Combine(_folder.FullName, "key.pem");

    public void Dispose() => _folder.Delete(recursive: true);
}
