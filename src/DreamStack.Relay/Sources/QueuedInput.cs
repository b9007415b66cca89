using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.Sources;

/// <summary>An input on its way to a source: who sent it (0: the relay), what it is, and its bytes.</summary>
internal readonly record struct QueuedInput(uint Viewer, InputType Type, byte Contact, SharedBuffer Message);
