using System.Security.Cryptography.X509Certificates;

namespace DreamStack.Cli.Verbs;

/// <summary>A relay's certificate with its key, and what follows it in its file: those that signed it.</summary>
internal sealed record ServedCertificate(X509Certificate2 Certificate, X509Certificate2Collection Chain) : IDisposable
{
    /// <summary>The first certificate of the file is the relay's own.</summary>
    public static ServedCertificate Read(FileInfo certificate, FileInfo key)
    {
        X509Certificate2 own = X509Certificate2.CreateFromPemFile(certificate.FullName, key.FullName);
        X509Certificate2Collection chain = [];
        chain.ImportFromPemFile(certificate.FullName);
        foreach (X509Certificate2 same in chain.Where(own.Equals).ToArray()) chain.Remove(same);
        return new ServedCertificate(own, chain);
    }

    public void Dispose()
    {
        Certificate.Dispose();
        foreach (X509Certificate2 signer in Chain) signer.Dispose();
    }
}
