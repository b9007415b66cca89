using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DreamStack.EndToEnd.Tests.Tool;

/// <summary>A certificate for this machine as PEM files: signed by one that is signed by a root that nobody knows.</summary>
internal sealed class SelfMadeCertificate : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ds-tls");

    public SelfMadeCertificate()
    {
        using ECDsa rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using ECDsa signerKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        DateTimeOffset from = DateTimeOffset.UtcNow.AddDays(-1);
        using X509Certificate2 root = Signer("CN=root.example", rootKey).CreateSelfSigned(from, from.AddDays(2));
        using X509Certificate2 bare = Signer("CN=signer.example", signerKey).Create(root, root.NotBefore, root.NotAfter, [1]);
        using X509Certificate2 signer = bare.CopyWithPrivateKey(signerKey);
        CertificateRequest request = new("CN=relay.example", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 certificate = request.Create(signer, root.NotBefore, root.NotAfter, [2]);
        Hash = certificate.GetCertHashString(HashAlgorithmName.SHA256);
        File.WriteAllText(CertificateFile, $"{certificate.ExportCertificatePem()}\n{signer.ExportCertificatePem()}\n");
        File.WriteAllText(KeyFile, key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(RootFile, root.ExportCertificatePem());
    }

    public string Hash { get; }

    /// <summary>The relay's certificate, then its signer's, as a certificate authority hands them out.</summary>
    public string CertificateFile => Path.Combine(_folder.FullName, "fullchain.pem");

    public string KeyFile => Path.Combine(_folder.FullName, "key.pem");

    public string RootFile => Path.Combine(_folder.FullName, "root.pem");

    public void Dispose() => _folder.Delete(recursive: true);

    private static CertificateRequest Signer(string name, ECDsa key)
    {
        CertificateRequest request = new(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request;
    }
}
