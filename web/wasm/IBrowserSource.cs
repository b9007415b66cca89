using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Streaming.Wasm;

/// <summary>A source as JavaScript drives it: bytes in, events and bytes out.</summary>
internal interface IBrowserSource
{
    PinnedBytes Inbox { get; }

    PinnedBytes Outbox { get; }

    EventLog Events { get; }

    /// <summary>A connection stands; nothing was said on it.</summary>
    void Connected();

    /// <summary>Nobody listens until the next connection.</summary>
    void Disconnected();

    /// <summary>Reads the inbox; how many events there are.</summary>
    int Receive();

    /// <summary>Writes what is due; milliseconds until it wants to be called again, −1 for not before something happens.</summary>
    int Pump();

    /// <summary>Says goodbye.</summary>
    void End(EndReason reason, string text);
}
