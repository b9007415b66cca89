namespace DreamStack.Streaming.Wire;

/// <summary>What reading bytes came to; short input is never an exception.</summary>
public enum ReadStatus
{
    /// <summary>A whole value was read.</summary>
    Done,

    /// <summary>The bytes so far are right, but there are too few.</summary>
    NeedMore,

    /// <summary>The bytes can never become a value; the reason is beside it.</summary>
    Invalid,
}
