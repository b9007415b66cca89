namespace DreamStack.Relay.Engine;

/// <summary>How the system treats each connection.</summary>
/// <param name="SendBufferBytes">What it holds for a connection at most, sent or not; null leaves that to it.</param>
internal sealed unsafe record LoopTuning(int? SendBufferBytes)
{
    private const int Socket = 1;
    private const int SendBuffer = 7;
    private const int Tcp = 6;
    private const int NoDelay = 1;

    public void Apply(Descriptor socket)
    {
        Set(socket, Tcp, NoDelay, 1);
        if (SendBufferBytes is { } bytes) Set(socket, Socket, SendBuffer, bytes);
    }

    // A system that will not be told does it in its own way: slower, not wrong.
    private static void Set(Descriptor socket, int level, int option, int value) =>
        _ = Libc.SetOption(socket, level, option, (byte*)&value, sizeof(int));
}
