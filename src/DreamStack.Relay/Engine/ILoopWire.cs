namespace DreamStack.Relay.Engine;

/// <summary>What a link reads from and writes to, never waiting; used on its loop's thread alone.</summary>
internal interface ILoopWire : IDisposable
{
    /// <summary>What <see cref="Receive"/> and <see cref="Send"/> answer when they would have to wait.</summary>
    const int WouldWait = -1;

    Descriptor Descriptor { get; }

    /// <summary>How often it may be asked in a row for what it received: others are served in between.</summary>
    int ReceivesAtOnce { get; }

    /// <summary>There is more to receive already, of which the system will not tell.</summary>
    bool HoldsMore { get; }

    /// <inheritdoc cref="Sockets.ILink.RequestNeeded"/>
    Task RequestNeeded { get; }

    /// <summary>Reads what is there; 0 when the other end has stopped writing. IOException when it broke.</summary>
    int Receive(Memory<byte> bytes);

    /// <summary>Takes as much as may be sent now; what it took is on its way after <see cref="Flush"/> alone. IOException when it broke.</summary>
    int Send(ReadOnlyMemory<byte> bytes);

    /// <summary>False while the system has not taken enough of what was given.</summary>
    bool MakeRoom();

    /// <summary>Gives the system what was taken; false while it does not take all of that.</summary>
    bool Flush();

    /// <summary>Nothing more will be sent; with <paramref name="closes"/> the other end learns so though it goes on. To be flushed.</summary>
    void Conclude(bool closes);
}
