namespace DreamStack.Client.Connections;

/// <summary>How one try at a connection came to its end.</summary>
/// <param name="Reason">A sentence for a person.</param>
/// <param name="IsFinal">Trying again would come to the same.</param>
internal readonly record struct ConnectionEnd(string Reason, bool IsFinal);
