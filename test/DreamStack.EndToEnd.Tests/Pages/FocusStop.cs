namespace DreamStack.EndToEnd.Tests.Pages;

/// <summary>A place where Tab stops: what it is called, and whether something on the screen shows that it has the focus.</summary>
internal sealed record FocusStop(string Name, bool Visible);
