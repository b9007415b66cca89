using DreamStack.Streaming.Wire;

namespace DreamStack.Client.Connections;

/// <summary>Takes the whole messages of one connection, one after another.</summary>
internal interface IMessageSink
{
    /// <summary>The message is borrowed for the length of the call; the answer is the error that ends the connection.</summary>
    WireError Receive(in MessageView message);
}
