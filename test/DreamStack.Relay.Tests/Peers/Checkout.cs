namespace DreamStack.Relay.Tests.Peers;

/// <summary>The checkout that these tests were built in, found from their output.</summary>
internal static class Checkout
{
    private static readonly string Folder = Find();

    /// <summary>A file of the checkout, by its names from the top.</summary>
    public static string At(params ReadOnlySpan<string> names) => Path.Combine([Folder, .. names]);

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DreamStack.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("These tests run from a build inside the checkout.");
    }
}
