using System.Runtime.InteropServices;

namespace DreamStack.Cli.Prove.Wan.Tls;

/// <summary>The system's OpenSSL: over sockets that never block it costs a generator far less than a stream for each.</summary>
internal static unsafe partial class OpenSsl
{
    public const int ControlMode = 33;
    public const int ControlReadAhead = 41;

    /// <summary>Part of what is given may be written, and the rest may lie elsewhere the next time.</summary>
    public const nint PartialMovingWrites = 3;

    public const int VerifyPeer = 1;
    public const int WantRead = 2;
    public const int WantWrite = 3;
    public const int Hangup = 6;
    private const string Library = "libssl.so.3";

    public static bool IsThere => NativeLibrary.TryLoad(Library, out _);

    [LibraryImport(Library, EntryPoint = "TLS_client_method")]
    public static partial nint ClientMethod();

    [LibraryImport(Library, EntryPoint = "SSL_CTX_new")]
    public static partial nint NewContext(nint method);

    [LibraryImport(Library, EntryPoint = "SSL_CTX_free")]
    public static partial void FreeContext(nint context);

    [LibraryImport(Library, EntryPoint = "SSL_CTX_ctrl")]
    public static partial nint Control(nint context, int what, nint number, nint pointer);

    [LibraryImport(Library, EntryPoint = "SSL_CTX_load_verify_locations", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Trust(nint context, string file, string? folder);

    [LibraryImport(Library, EntryPoint = "SSL_CTX_set_verify")]
    public static partial void Verify(nint context, int mode, nint callback);

    [LibraryImport(Library, EntryPoint = "SSL_new")]
    public static partial nint New(nint context);

    [LibraryImport(Library, EntryPoint = "SSL_free")]
    public static partial void Free(nint session);

    [LibraryImport(Library, EntryPoint = "SSL_set_fd")]
    public static partial int SetFile(nint session, int file);

    [LibraryImport(Library, EntryPoint = "SSL_connect")]
    public static partial int Connect(nint session);

    [LibraryImport(Library, EntryPoint = "SSL_read")]
    public static partial int Read(nint session, byte* into, int most);

    [LibraryImport(Library, EntryPoint = "SSL_write")]
    public static partial int Write(nint session, byte* bytes, int length);

    [LibraryImport(Library, EntryPoint = "SSL_get_error")]
    public static partial int Error(nint session, int answer);

    [LibraryImport(Library, EntryPoint = "SSL_get_version")]
    public static partial nint Version(nint session);

    [LibraryImport(Library, EntryPoint = "SSL_get_current_cipher")]
    public static partial nint Cipher(nint session);

    [LibraryImport(Library, EntryPoint = "SSL_CIPHER_get_name")]
    public static partial nint CipherName(nint cipher);

    [LibraryImport("libcrypto.so.3", EntryPoint = "ERR_clear_error")]
    public static partial void ClearErrors();
}
