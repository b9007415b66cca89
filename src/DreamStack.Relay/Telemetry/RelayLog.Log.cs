using Microsoft.Extensions.Logging;

namespace DreamStack.Relay.Telemetry;

/// <summary>What the relay says: changes of state, never single drops.</summary>
internal static partial class RelayLog
{
    [LoggerMessage(3001, LogLevel.Information, "The relay listens on {Address}.")]
    public static partial void Listening(this ILogger log, Uri address);

    [LoggerMessage(3002, LogLevel.Information, "The relay stops: {Text}")]
    public static partial void Stopping(this ILogger log, string text);

    [LoggerMessage(3003, LogLevel.Information, "Stream {Stream}: source {Peer} from {Address} began, app '{App}', resumed: {Resumed}.")]
    public static partial void SourceBegan(
        this ILogger log, string stream, uint peer, string address, string app, bool resumed);

    [LoggerMessage(3004, LogLevel.Information, "Stream {Stream}: source {Peer} is gone ({Code} {Reason}).")]
    public static partial void SourceGone(this ILogger log, string stream, uint peer, int code, string reason);

    [LoggerMessage(3005, LogLevel.Information, "Stream {Stream}: viewer {Peer} from {Address} joined in {Mode} mode.")]
    public static partial void ViewerJoined(this ILogger log, string stream, uint peer, string address, string mode);

    [LoggerMessage(3006, LogLevel.Information, "Stream {Stream}: viewer {Peer} left ({Code} {Reason}).")]
    public static partial void ViewerLeft(this ILogger log, string stream, uint peer, int code, string reason);

    [LoggerMessage(3007, LogLevel.Warning, "Peer {Peer} from {Address} broke the protocol: {Code} {Reason}")]
    public static partial void PeerBroke(this ILogger log, uint peer, string address, int code, string reason);

    [LoggerMessage(3008, LogLevel.Debug, "Peer {Peer} was lost: {Reason}")]
    public static partial void PeerLost(this ILogger log, uint peer, string reason);

    [LoggerMessage(3009, LogLevel.Warning, "Refused {Address} on stream {Stream}: {Reason}")]
    public static partial void Refused(this ILogger log, string address, string stream, string reason);

    [LoggerMessage(3010, LogLevel.Information, "Stream {Stream}: the source did not come back; its picture is forgotten.")]
    public static partial void GraceOver(this ILogger log, string stream);

    [LoggerMessage(3011, LogLevel.Error, "A connection failed in the relay.")]
    public static partial void ConnectionFailed(this ILogger log, Exception error);

    [LoggerMessage(3012, LogLevel.Error, "A request for {Path} failed.")]
    public static partial void RequestFailed(this ILogger log, string path, Exception error);

    [LoggerMessage(3013, LogLevel.Debug, "The request for {Path} was given up by its sender.")]
    public static partial void RequestAborted(this ILogger log, string path);

    [LoggerMessage(3014, LogLevel.Error, "Connections wait, because one could not be accepted: {Reason}")]
    public static partial void AcceptFailed(this ILogger log, string reason);
}
