namespace DreamStack.App.Signals;

/// <summary>What stands behind a set of dependencies and wants to hear that one of them may have changed.</summary>
internal interface IObserver
{
    void Notify();
}
