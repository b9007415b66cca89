namespace DreamStack.Relay.Http;

/// <summary>A file to send: where it is, what it is, how it is packed.</summary>
/// <param name="File">The file on disk, possibly the packed sister of the one asked for.</param>
/// <param name="ContentType">The type of what was asked for.</param>
/// <param name="Encoding">br, gzip, or empty.</param>
/// <param name="IsShared">Other pages may load it.</param>
internal readonly record struct StaticFile(FileInfo File, string ContentType, string Encoding, bool IsShared);
