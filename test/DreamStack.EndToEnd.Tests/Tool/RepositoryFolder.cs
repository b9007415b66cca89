namespace DreamStack.EndToEnd.Tests.Tool;

/// <summary>The checkout these tests were built in, found from their output: a path the compiler wrote may be rewritten.</summary>
internal static class RepositoryFolder
{
    public static string Path { get; } = Find();

    /// <summary>A file or folder of the checkout, by its names from the top.</summary>
    public static string At(params ReadOnlySpan<string> names) => System.IO.Path.Combine([Path, .. names]);

    private static string Find()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "DreamStack.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("DreamStack.slnx is in no folder above the tests.");
    }
}
