using DreamStack.Streaming.Wire;

namespace DreamStack.EndToEnd.Tests.Sessions;

/// <summary>An input as the source got it: its type, and what its body says.</summary>
internal sealed record ArrivedInput(InputType Type, object Body);
