using System.Buffers;
using System.IO.Pipelines;
using System.Net.Security;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace DreamStack.Relay.Http;

/// <summary>
/// An upgraded request's bytes right at TLS: the web server's own stream copies them through two more pipes, and each message waits
/// for two more threads.
/// </summary>
internal sealed class UpgradedTls : Stream
{
    private readonly Stream _upgraded;
    private readonly SslStream _tls;
    private ReadOnlyMemory<byte> _early;

    private UpgradedTls(Stream upgraded, SslStream tls, byte[] early)
    {
        _upgraded = upgraded;
        _tls = tls;
        _early = Early = early;
    }

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The session.</summary>
    public SslStream Tls => _tls;

    /// <summary>What came right behind the request, in clear.</summary>
    public byte[] Early { get; }

    /// <summary>TLS of an upgraded request, whose stream <paramref name="upgraded"/> is; null where the web server's own stream is the only way.</summary>
    public static UpgradedTls? Of(HttpContext http, Stream upgraded)
    {
        if (http.Features.Get<ISslStreamFeature>()?.SslStream is not { } tls) return null;
        if (http.Features.Get<IConnectionTransportFeature>()?.Transport is not { } pipes) return null;
        byte[] early = [];
        // It lies in the web server's hands already.
        if (pipes.Input.TryRead(out ReadResult read))
        {
            early = read.Buffer.ToArray();
            pipes.Input.AdvanceTo(read.Buffer.End);
        }

        return new UpgradedTls(upgraded, tls, early);
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_early.IsEmpty) return _tls.ReadAsync(buffer, cancellationToken);
        int count = Math.Min(buffer.Length, _early.Length);
        _early[..count].CopyTo(buffer);
        _early = _early[count..];
        return ValueTask.FromResult(count);
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        _tls.WriteAsync(buffer, cancellationToken);

    public override Task FlushAsync(CancellationToken cancellationToken) => _tls.FlushAsync(cancellationToken);

    // The request's end closes the connection, and TLS with it.
    public override async ValueTask DisposeAsync()
    {
        await _upgraded.DisposeAsync();
        await base.DisposeAsync();
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
