namespace DreamStack.Cli.Results;

/// <summary>The repository that the tool runs in or was built in.</summary>
internal static class Checkout
{
    /// <summary>A file or folder of it; null when the tool stands alone.</summary>
    public static string? Find(params ReadOnlySpan<string> names)
    {
        string path = Path.Combine(names);
        foreach (string start in (ReadOnlySpan<string>)[Environment.CurrentDirectory, AppContext.BaseDirectory])
        {
            for (DirectoryInfo? at = new(start); at is not null; at = at.Parent)
            {
                if (Path.Exists(Path.Combine(at.FullName, path))) return Path.Combine(at.FullName, path);
            }
        }

        return null;
    }
}
