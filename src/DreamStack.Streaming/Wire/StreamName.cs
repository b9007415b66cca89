namespace DreamStack.Streaming.Wire;

/// <summary>The rule for a stream's name: 1–64 of A–Z a–z 0–9 . _ -, not starting with a dot.</summary>
public static class StreamName
{
    /// <summary>The stream of an address that names none.</summary>
    public const string Default = "main";

    /// <summary>The name keeps the rule.</summary>
    public static bool IsValid(ReadOnlySpan<char> name)
    {
        if (name.Length is 0 or > WireLimits.MaxStreamNameLength || name[0] == '.') return false;
        foreach (char c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or '-')) return false;
        }

        return true;
    }
}
