namespace DreamStack.Cli.Bench.Relay.Protocols;

/// <summary>How one kind of server is spoken to.</summary>
internal interface ILoadProtocol
{
    /// <summary>The bytes with which a viewer of a stream begins.</summary>
    byte[] ViewerGreeting(string stream, string mode);

    /// <summary>The bytes with which the source of a stream begins.</summary>
    byte[] SourceGreeting(string stream);

    /// <summary>Bytes of the server's answer to a greeting; null while it is not whole; refusals throw.</summary>
    int? AnswerLength(ReadOnlySpan<byte> received);

    /// <summary>A source's message as it goes over the wire.</summary>
    FramedMessage Frame(string stream, ReadOnlySpan<byte> message);

    /// <summary>Reads what a viewer gets of such messages.</summary>
    ArrivalReader Reader(LoadMessage message, ArrivalLog? log);
}
