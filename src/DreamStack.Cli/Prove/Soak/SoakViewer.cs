using DreamStack.Client.Receiving;
using DreamStack.Streaming.Wire;

namespace DreamStack.Cli.Prove.Soak;

/// <summary>A real receiver, behind a slow link or not.</summary>
internal sealed class SoakViewer : IAsyncDisposable
{
    public SoakViewer(Uri relay, StreamMode mode, bool audio, bool slow, TimeProvider time)
    {
        Link = slow ? new SlowLink(relay.Port, time) : null;
        Client = new ReceiverClient(new ReceiverOptions { Relay = Link?.Address ?? relay, Mode = mode, Audio = audio }, time);
        Client.Refused += reason => Refused = reason;
        Client.Start();
    }

    public ReceiverClient Client { get; }

    /// <summary>What holds it back; null for one that nothing does.</summary>
    public SlowLink? Link { get; }

    /// <summary>Why it gave up; never, unless something is broken.</summary>
    public string? Refused { get; private set; }

    public async ValueTask DisposeAsync()
    {
        await Client.DisposeAsync();
        if (Link is not null) await Link.DisposeAsync();
    }
}
