using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.FanOut;

/// <summary>One message of a burst: what an outbox needs to queue it alone.</summary>
internal readonly record struct BurstMessage(Lane Lane, MessageHeader Inside, SharedBuffer Message, long Version);
