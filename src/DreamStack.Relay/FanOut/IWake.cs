namespace DreamStack.Relay.FanOut;

/// <summary>Lets one writer sleep until there is work.</summary>
internal interface IWake
{
    /// <summary>There is work; from any thread, never runs the writer on the caller and never allocates.</summary>
    void Set();
}
