using DreamStack.Relay.FanOut;

namespace DreamStack.Relay.Engine;

/// <summary>Wakes a link on its loop.</summary>
internal sealed class LoopWake(LoopLink link) : Wake
{
    public override void Set() => link.Signal();
}
