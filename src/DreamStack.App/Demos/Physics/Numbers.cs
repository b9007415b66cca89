namespace DreamStack.App.Demos.Physics;

/// <summary>Reads whole numbers that stand in a text with blanks between them; what is none reads as 0.</summary>
internal ref struct Numbers(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> _rest = text;

    public readonly bool IsEmpty => _rest.IsEmpty;

    public int Next()
    {
        int end = _rest.IndexOf(' ');
        ReadOnlySpan<char> word = end < 0 ? _rest : _rest[..end];
        _rest = end < 0 ? default : _rest[(end + 1)..];
        return int.TryParse(word, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out int value) ? value : 0;
    }
}
