using DreamStack.Streaming.Buffers;

namespace DreamStack.Relay.Sockets;

/// <summary>Why a connection ends and the message before its close frame, published as one so that neither is seen alone.</summary>
internal sealed class Farewell(Closing closing, SharedBuffer? lastWord)
{
    private SharedBuffer? _lastWord = lastWord;

    public Closing Closing { get; } = closing;

    /// <summary>Hands over the share of the last message, once; null when there is none.</summary>
    public SharedBuffer? TakeLastWord() => Interlocked.Exchange(ref _lastWord, null);
}
