using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.Streams;

/// <summary>A picture message as it came, with the header of what is inside it and the stream's count of pictures up to it.</summary>
internal readonly record struct StoredPicture(MessageHeader Inside, SharedBuffer Message, bool Whole, long Version);
