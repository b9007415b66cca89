namespace DreamStack.Ahead.Metadata;

/// <summary>Something the translator does not know; the message names it and the way to it.</summary>
internal sealed class UntranslatableException(string message) : Exception(message);
