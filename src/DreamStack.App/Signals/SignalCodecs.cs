namespace DreamStack.App.Signals;

/// <summary>The codecs that states are made of.</summary>
public static class SignalCodecs
{
    /// <summary>A JSON number without a fraction.</summary>
    public static SignalCodec<int> Integer { get; } = new IntegerCodec();

    /// <summary>A JSON string of at most 1,024 characters; longer ones are refused when read.</summary>
    public static SignalCodec<string> Text { get; } = new TextCodec();

    /// <summary>Two integers, as an array: <c>[x,y]</c>.</summary>
    public static SignalCodec<IntPair> Pair { get; } = new PairCodec();
}
