namespace DreamStack.Relay.Engine;

/// <summary>What an event loop calls for one descriptor, always on its own thread.</summary>
internal interface ILoopHandler
{
    /// <summary>The descriptor can be read or written, or is broken: flags of <see cref="Epoll"/>.</summary>
    void OnReady(uint events);

    /// <summary>The loop ends: the descriptor is to be closed now, for nobody will ask again.</summary>
    void OnStop();

    /// <summary>The handler failed with this: it ends what it serves.</summary>
    void OnError(Exception error);
}
