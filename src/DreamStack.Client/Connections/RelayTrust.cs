using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DreamStack.Client.Connections;

/// <summary>Whether a relay is who it says over TLS: by the system, by certificates named instead, or by the one it must show.</summary>
internal sealed class RelayTrust(
    TimeProvider time, X509Certificate2Collection? trusted = null, X509Certificate2? pinned = null)
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>Null when the relay is trusted; else why it is not, as the end of a sentence about its certificate.</summary>
    public string? Judge(string host, X509Certificate? shown, X509Chain? found, SslPolicyErrors errors)
    {
        if (shown is null) return "is missing";
        X509Certificate2 certificate = shown as X509Certificate2 ?? X509CertificateLoader.LoadCertificate(shown.GetRawCertData());
        if (pinned is not null) return pinned.Equals(certificate) ? null : "is not the one that is expected";

        List<string> faults = [];
        if ((errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0) faults.Add($"is not for the name {host}{Names(certificate)}");
        if (trusted is null)
        {
            if ((errors & SslPolicyErrors.RemoteCertificateChainErrors) != 0) faults.AddRange(Faults(certificate, found));
        }
        else
        {
            using X509Chain own = Chain(trusted, found);
            if (!own.Build(certificate)) faults.AddRange(Faults(certificate, own));
        }

        return faults.Count == 0 ? null : string.Join(" and ", faults);
    }

    private static X509Chain Chain(X509Certificate2Collection trusted, X509Chain? found)
    {
        X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(trusted);
        // Who signed a certificate that a person made can say nothing about what was taken back.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ServerAuthentication));
        if (found is not null) chain.ChainPolicy.ExtraStore.AddRange(found.ChainPolicy.ExtraStore);
        return chain;
    }

    private IEnumerable<string> Faults(X509Certificate2 certificate, X509Chain? chain)
    {
        X509ChainStatusFlags all = X509ChainStatusFlags.NoError;
        foreach (X509ChainStatus status in chain?.ChainStatus ?? []) all |= status.Status;
        const X509ChainStatusFlags Unsigned = X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain;
        if ((all & X509ChainStatusFlags.NotTimeValid) != 0) yield return Untimely(certificate);
        if ((all & Unsigned) != 0)
        {
            yield return trusted is null
                ? "is not trusted: nobody whom this machine knows signed it; if it is yours, name its PEM file with --trust"
                : "is not trusted: none of the named certificates signed it";
        }

        const X509ChainStatusFlags Explained = Unsigned | X509ChainStatusFlags.NotTimeValid;
        if (all == X509ChainStatusFlags.NoError || (all & ~Explained) != 0) yield return $"is refused ({all & ~Explained})";
    }

    private string Untimely(X509Certificate2 certificate)
    {
        DateTime now = time.GetUtcNow().UtcDateTime;
        if (now > certificate.NotAfter.ToUniversalTime()) return $"has expired on {Day(certificate.NotAfter)}";
        if (now < certificate.NotBefore.ToUniversalTime()) return $"is valid only from {Day(certificate.NotBefore)}";
        return "is signed by one that has expired";
    }

    private static string Day(DateTime time) => time.ToUniversalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Names(X509Certificate2 certificate)
    {
        List<string> names = [];
        foreach (X509SubjectAlternativeNameExtension extension in certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>())
        {
            names.AddRange(extension.EnumerateDnsNames());
            names.AddRange(extension.EnumerateIPAddresses().Select(address => address.ToString()));
        }

        if (names.Count == 0) names.Add(certificate.GetNameInfo(X509NameType.SimpleName, false));
        return $" but for {string.Join(", ", names)}";
    }
}
