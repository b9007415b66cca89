using DreamStack.Streaming.Wire;

namespace DreamStack.Cli.Prove.Wan.Recorded;

/// <summary>A picture's message as the app's source made it, without the numbers that each sending gives it anew.</summary>
/// <param name="Header">Its header; seq and timestamp are of the recording.</param>
/// <param name="Body">Its body behind any EXT block.</param>
/// <param name="Hash">The hash of the picture that it leaves.</param>
internal sealed record RecordedPicture(MessageHeader Header, byte[] Body, ulong Hash);
