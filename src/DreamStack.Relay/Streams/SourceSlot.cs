using System.Security.Cryptography;
using System.Text;

namespace DreamStack.Relay.Streams;

/// <summary>
/// The one place for a source on a stream. Present, it refuses others; its token takes it back even from a connection
/// that only looks alive. Away, it waits for its token within the grace; after that the place is anybody's.
/// </summary>
internal sealed class SourceSlot(TimeProvider time, TimeSpan grace)
{
    private const int TokenBytes = 16;
    private object? _holder;
    private string? _token;
    private long _leftAt;

    public bool IsPresent => _holder is not null;

    /// <summary>How long the last source has been gone; zero when one is present or none ever was.</summary>
    public TimeSpan Away => _holder is null && _token is not null ? time.GetElapsedTime(_leftAt) : TimeSpan.Zero;

    /// <summary>A source is gone and may still come back.</summary>
    public bool IsInGrace => _holder is null && _token is not null && Away < grace;

    /// <summary>How much longer the place is kept for its last source; zero when it is not.</summary>
    public TimeSpan GraceLeft => IsInGrace ? grace - Away : TimeSpan.Zero;

    public bool IsHeldBy(object holder) => ReferenceEquals(_holder, holder);

    /// <summary>Takes the place; <paramref name="displaced"/> is the connection that held it until now.</summary>
    public SourceClaim Claim(object holder, string? token, out string newToken, out object? displaced)
    {
        displaced = null;
        newToken = "";
        bool known = token is not null && _token is not null && Matches(token, _token);
        if ((_holder is not null || IsInGrace) && !known) return SourceClaim.Refused;

        bool resumed = known && (_holder is not null || IsInGrace);
        displaced = _holder;
        _holder = holder;
        newToken = _token = resumed ? _token! : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(TokenBytes));
        return resumed ? SourceClaim.Resumed : SourceClaim.Begun;
    }

    /// <summary>The holder's connection is gone; false when it was not the holder any more.</summary>
    public bool Leave(object holder, bool forGood)
    {
        if (!IsHeldBy(holder)) return false;
        _holder = null;
        _leftAt = time.GetTimestamp();
        if (forGood) _token = null;
        return true;
    }

    /// <summary>Nobody can resume from now on.</summary>
    public void Expire()
    {
        if (_holder is null) _token = null;
    }

    // The token is a secret: comparing it must not tell how much of a guess was right.
    private static bool Matches(string given, string expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));
}
