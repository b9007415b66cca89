namespace DreamStack.Physics.Scenes;

/// <summary>What each scene must come to: its state's size and checksums at the marks, the same on every machine.</summary>
public static class Golden
{
    private static readonly Dictionary<string, string> s_lines = Read();

    public static string Of(string scene) => s_lines[scene];

    private static Dictionary<string, string> Read()
    {
        using StreamReader reader = new(typeof(Golden).Assembly.GetManifestResourceStream("Goldens.txt")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', 2)).ToDictionary(parts => parts[0], parts => parts[1]);
    }
}
