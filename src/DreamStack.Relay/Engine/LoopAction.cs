using System.Runtime.ExceptionServices;

namespace DreamStack.Relay.Engine;

/// <summary>A few lines to run on a loop's thread; for what is done once a connection, not once a message.</summary>
internal sealed class LoopAction(Action action) : ILoopWork
{
    public void Run() => action();

    // The loop has no connection to end for it: it goes into the log.
    public void OnError(Exception error) => ExceptionDispatchInfo.Throw(error);
}
