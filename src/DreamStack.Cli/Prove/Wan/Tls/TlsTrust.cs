namespace DreamStack.Cli.Prove.Wan.Tls;

/// <summary>Who a TLS client believes: the holder of one certificate.</summary>
internal sealed class TlsTrust : IDisposable
{
    private nint _context;

    public TlsTrust(string certificateFile)
    {
        _context = OpenSsl.NewContext(OpenSsl.ClientMethod());
        if (_context == 0 || OpenSsl.Trust(_context, certificateFile, null) != 1)
        {
            Dispose();
            throw new FailedException($"OpenSSL does not take the certificate {certificateFile}.");
        }

        OpenSsl.Verify(_context, OpenSsl.VerifyPeer, 0);
        OpenSsl.Control(_context, OpenSsl.ControlMode, OpenSsl.PartialMovingWrites, 0);
        // A record's header and body come in one call.
        OpenSsl.Control(_context, OpenSsl.ControlReadAhead, 1, 0);
    }

    /// <summary>A session of OpenSSL for a connected socket.</summary>
    public nint NewSession(int file)
    {
        nint session = OpenSsl.New(_context);
        if (session == 0 || OpenSsl.SetFile(session, file) != 1) throw new FailedException("OpenSSL made no session.");
        return session;
    }

    public void Dispose()
    {
        if (_context != 0) OpenSsl.FreeContext(_context);
        _context = 0;
    }
}
