namespace DreamStack.Cli.Prove.Stage;

/// <summary>A picture as its source sent it.</summary>
/// <param name="FullSeq">Its number.</param>
/// <param name="At">When its sending began, in ticks of the clock.</param>
/// <param name="Hash">The hash of its pixels.</param>
/// <param name="Bytes">What its messages took.</param>
internal readonly record struct SentPicture(ulong FullSeq, long At, ulong Hash, int Bytes);
