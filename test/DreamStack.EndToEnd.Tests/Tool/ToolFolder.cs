namespace DreamStack.EndToEnd.Tests.Tool;

/// <summary>Where the build put the tool and what it serves: beside this test's own output.</summary>
internal static class ToolFolder
{
    public static string Path { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(
        AppContext.BaseDirectory, "..", "..", "DreamStack.Cli", new DirectoryInfo(AppContext.BaseDirectory).Name));

    public static string WebRoot => System.IO.Path.Combine(Path, "wwwroot");
}
