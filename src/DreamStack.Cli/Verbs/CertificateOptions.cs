using System.CommandLine;
using System.Security.Cryptography;

namespace DreamStack.Cli.Verbs;

/// <summary>`--certificate` and `--key`: what a relay proves its name with, and whether it speaks TLS at all.</summary>
internal sealed class CertificateOptions
{
    public Option<FileInfo?> Certificate { get; } = new("--certificate")
    {
        Description = "Speak TLS (https, wss) and prove the name with this certificate, and those that signed it in the same file", HelpName = "file.pem",
    };

    public Option<FileInfo?> Key { get; } = new("--key")
    {
        Description = "The certificate's private key, where it is not in the same file", HelpName = "file.pem",
    };

    public void AddTo(Command command)
    {
        command.Add(Certificate);
        command.Add(Key);
        command.Validators.Add(result =>
        {
            if (result.GetValue(Key) is not null && result.GetValue(Certificate) is null) result.AddError("--key needs --certificate.");
        });
    }

    /// <summary>The certificate with its key and those that signed it, which the caller disposes; null where none was named.</summary>
    public ServedCertificate? Read(ParseResult parsed)
    {
        if (parsed.GetValue(Certificate) is not { } certificate) return null;
        FileInfo key = parsed.GetValue(Key) ?? certificate;
        foreach (FileInfo file in (FileInfo[])[certificate, key])
        {
            if (!file.Exists) throw new FailedException($"There is no file {file.FullName}.");
        }

        try
        {
            return ServedCertificate.Read(certificate, key);
        }
        catch (Exception exception) when (exception is CryptographicException or UnauthorizedAccessException or IOException)
        {
            throw new FailedException(
                $"{certificate.FullName} and {key.FullName} are no PEM certificate and its unencrypted private key: {exception.Message}",
                ExitCode.Failed, exception);
        }
    }
}
