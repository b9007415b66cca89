namespace DreamStack.App.Signals;

/// <summary>A computation reads itself, or effects wake each other without end.</summary>
public sealed class SignalCycleException : InvalidOperationException
{
    /// <summary>Says which kind of cycle was met.</summary>
    public SignalCycleException(string message)
        : base(message)
    {
    }

    /// <summary>A cycle of which nothing more is known.</summary>
    public SignalCycleException()
        : this("A signal depends on itself.")
    {
    }

    /// <summary>Says which kind of cycle was met, and what led to it.</summary>
    public SignalCycleException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
