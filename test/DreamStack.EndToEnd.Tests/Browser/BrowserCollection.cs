using Xunit;

namespace DreamStack.EndToEnd.Tests.Browser;

/// <summary>Tests that share the one Chromium, one after another: two cores do not hold two of them.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<ChromiumFixture>
{
    public const string Name = "Browser";
}
