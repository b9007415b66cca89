namespace DreamStack.Tests.House;

/// <summary>A braced member of a type: where it starts and how many lines it takes.</summary>
internal sealed record CSharpMember(string Head, int Line, int Lines);
