namespace DreamStack.Relay.Engine;

/// <summary>Something to do on an event loop's thread.</summary>
internal interface ILoopWork
{
    void Run();

    /// <summary>It failed with this.</summary>
    void OnError(Exception error);
}
