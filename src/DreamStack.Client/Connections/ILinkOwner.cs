namespace DreamStack.Client.Connections;

/// <summary>Who a <see cref="RelayLink"/> works for; the calls come one at a time.</summary>
internal interface ILinkOwner : IMessageSink
{
    /// <summary>The address of the next try.</summary>
    Uri Address { get; }

    /// <summary>A try begins.</summary>
    void OnConnecting();

    /// <summary>The socket is open; what is sent from now on goes there.</summary>
    void OnOpened();

    /// <summary>The next try begins after the delay.</summary>
    void OnReconnecting(TimeSpan delay, string reason);

    /// <summary>There will be no other try.</summary>
    void OnRefused(string reason);
}
