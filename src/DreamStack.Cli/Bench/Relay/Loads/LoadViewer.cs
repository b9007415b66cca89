using DreamStack.Cli.Bench.Relay.Protocols;
using DreamStack.Cli.Bench.Relay.Sockets;

namespace DreamStack.Cli.Bench.Relay.Loads;

/// <summary>A viewer that reads what is there and keeps nothing.</summary>
internal sealed class LoadViewer(RawSocket socket, ArrivalReader reader) : IDisposable
{
    private const int WorthDiscarding = 16 * 1024;
    private const int ReadsInARow = 8;

    public ArrivalReader Reader => reader;

    public RawSocket Socket => socket;

    /// <summary>Reads what has come; bytes that need not be seen are not even copied.</summary>
    public void Read(Span<byte> scratch)
    {
        for (int reads = 0; reads < ReadsInARow; reads++)
        {
            int discardable = reader.Discardable;
            bool discards = discardable >= WorthDiscarding;
            int asked = discards ? discardable : scratch.Length;
            int got = discards ? socket.Discard(asked) : socket.Receive(scratch);
            if (got == RawSocket.NotNow) return;
            if (got == 0) throw new FailedException("The server hung up on a viewer.");
            if (discards) reader.Discarded(got);
            else reader.Read(scratch[..got]);
            if (got < asked) return;
        }
    }

    public void Dispose() => socket.Dispose();
}
