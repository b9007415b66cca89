namespace DreamStack.Tests.House;

/// <summary>Files that a person approves: with DREAMSTACK_APPROVE=1 a test writes what it would otherwise compare.</summary>
internal static class Approval
{
    public static bool IsOn => Environment.GetEnvironmentVariable("DREAMSTACK_APPROVE") == "1";

    /// <summary>What the approved file holds; a new content is written first when approving.</summary>
    public static byte[] Approved(string file, byte[] content)
    {
        string path = Repository.PathOf(file);
        if (IsOn)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, content);
        }

        return File.Exists(path) ? File.ReadAllBytes(path) : [];
    }
}
