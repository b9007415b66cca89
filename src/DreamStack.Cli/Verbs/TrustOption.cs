using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace DreamStack.Cli.Verbs;

/// <summary>`--trust`: whose certificates a peer takes over TLS, where the system's list does not do.</summary>
internal sealed class TrustOption
{
    public Option<FileInfo?> Option { get; } = new("--trust")
    {
        Description = "Over wss, trust the certificates in this file, and what they signed, in place of the system's", HelpName = "file.pem",
    };

    /// <summary>The certificates of the file; null where none was named.</summary>
    public X509Certificate2Collection? Read(ParseResult parsed)
    {
        if (parsed.GetValue(Option) is not { } file) return null;
        if (!file.Exists) throw new FailedException($"There is no file {file.FullName}.");
        X509Certificate2Collection trusted = [];
        try
        {
            trusted.ImportFromPemFile(file.FullName);
        }
        catch (Exception exception) when (exception is CryptographicException or UnauthorizedAccessException or IOException)
        {
            throw new FailedException($"{file.FullName} cannot be read: {exception.Message}", ExitCode.Failed, exception);
        }

        return trusted.Count > 0 ? trusted : throw new FailedException($"{file.FullName} holds no PEM certificate.");
    }
}
