namespace DreamStack.Ahead.Samples;

internal static class Later
{
    public static readonly long Value = Deeper.Value * 2;

    private static class Deeper
    {
        public static readonly long Value = new List<int> { 3, 4 }.Count + 40;
    }
}
