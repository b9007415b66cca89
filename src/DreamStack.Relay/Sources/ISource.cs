using DreamStack.Relay.Sockets;

namespace DreamStack.Relay.Sources;

/// <summary>The one who renders a stream, however the bytes travel there.</summary>
internal interface ISource
{
    /// <summary>What it said about itself.</summary>
    Streams.SourceInfo Info { get; }

    /// <summary>What waits for it.</summary>
    InputQueue Inputs { get; }

    /// <summary>Ends its connection with a code and a reason.</summary>
    void Stop(Closing closing);
}
