namespace DreamStack.Relay.FanOut;

/// <summary>What the system says of a viewer's connection.</summary>
/// <param name="Taken">Bytes that the viewer's side has taken so far.</param>
/// <param name="Unsent">Bytes that the system has been given and has not sent: the viewer's side has no room for them, or the way has not.</param>
/// <param name="Heard">How long ago the viewer's system last answered, be it that it has no room.</param>
/// <param name="Trip">The shortest round trip of its packets lately, without what waited in this end's queues; null where it is not known.</param>
internal readonly record struct Drained(long Taken, long Unsent, TimeSpan Heard, TimeSpan? Trip);
