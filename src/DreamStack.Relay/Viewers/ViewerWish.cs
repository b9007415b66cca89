using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.Viewers;

/// <summary>What a viewer asks for when it connects.</summary>
internal readonly record struct ViewerWish(StreamMode Mode, bool Audio, bool Thumbnail);
