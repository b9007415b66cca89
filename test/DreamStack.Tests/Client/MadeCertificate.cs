using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DreamStack.Tests.Client;

/// <summary>Certificates made for one test: roots, those between, and a relay's own.</summary>
internal static class MadeCertificate
{
    private static readonly DateTimeOffset _now = DateTimeOffset.UtcNow;

    /// <summary>A signer of others: signed by itself, or by another signer.</summary>
    public static X509Certificate2 Signer(string name, X509Certificate2? by = null)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        return Sign(request, key, by, _now.AddDays(-3), _now.AddDays(3));
    }

    /// <summary>A relay's certificate for this machine, or for the one name; valid now unless its last day is given.</summary>
    public static X509Certificate2 Relay(X509Certificate2? by = null, string? name = null, int lastDay = 2)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=a relay", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(name ?? "localhost");
        if (name is null) names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        return Sign(request, key, by, _now.AddDays(-3 + Math.Min(0, lastDay)), _now.AddDays(lastDay));
    }

    private static X509Certificate2 Sign(
        CertificateRequest request, ECDsa key, X509Certificate2? by, DateTimeOffset from, DateTimeOffset until)
    {
        if (by is null) return request.CreateSelfSigned(from, until);
        DateTimeOffset first = from < by.NotBefore ? by.NotBefore : from;
        using X509Certificate2 signed = request.Create(by, first, until, RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }
}
