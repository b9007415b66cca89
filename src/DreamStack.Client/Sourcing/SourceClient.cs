using DreamStack.Client.Connections;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;
using DreamStack.Streaming.Wire.Ext;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Client.Sourcing;

/// <summary>
/// Carries a source's messages to a relay and brings its inputs: connects, and takes its stream back after a loss. Events
/// come one at a time from the reading thread; a handler that throws ends the client and faults <see cref="Completion"/>.
/// </summary>
public sealed class SourceClient : ILinkOwner, IAsyncDisposable
{
    private readonly SourceOptions _options;
    private readonly TimeProvider _time;
    private readonly RelayLink _link;
    private readonly long _began;
    private volatile string? _resume;

    /// <summary>A client at rest; <see cref="Start"/> sets it going. Throws when the options make no sense.</summary>
    public SourceClient(SourceOptions options, TimeProvider? time = null)
        : this(options, time ?? TimeProvider.System, new WebSocketConnector(options.KeepAlive, new RelayTrust(time ?? TimeProvider.System, options.Trusted, options.Pinned)))
    {
    }

    internal SourceClient(SourceOptions options, TimeProvider time, IConnector connector)
    {
        options.Validate();
        _options = options;
        _time = time;
        _began = time.GetTimestamp();
        LinkOptions link = new()
        {
            ExpectInputs = true,
            Backoff = options.Backoff,
            FirstMustSucceed = options.FirstMustSucceed,
            CloseTimeout = options.CloseTimeout,
        };
        _link = new RelayLink(this, connector, link, time);
    }

    /// <summary>A try to connect begins.</summary>
    public event Action? Connecting;

    /// <summary>The stream is ours: what is sent from now on starts with a SignalSync and, on demand, a keyframe.</summary>
    public event Action<WelcomeControl>? Connected;

    /// <summary>Every input but pings, the relay's Control demand and KeyframeRequest included.</summary>
    public event Action<InputView>? Input;

    /// <summary>What the stream's viewers want, together.</summary>
    public event Action<DemandControl>? Demand;

    /// <summary>The connection was lost: the wait before the next try, and why.</summary>
    public event Action<TimeSpan, string>? Reconnecting;

    /// <summary>There will be no other try, and why.</summary>
    public event Action<string>? Refused;

    /// <summary>The welcome came and the connection stands.</summary>
    public bool IsConnected { get; private set; }

    /// <summary>A picture sent now would leave at once; a source that waits for it never has a picture left out.</summary>
    public bool IsReadyForPicture => IsConnected && _link.IsReadyForPicture;

    /// <summary>Ends when the client is disposed or refused; faults when a handler throws.</summary>
    public Task Completion => _link.Completion;

    Uri ILinkOwner.Address
    {
        get
        {
            string query = $"?app={Uri.EscapeDataString(_options.App)}&modes={string.Join(',', _options.Modes.Select(m => m.ToWord()))}";
            if (_resume is { } token) query += $"&resume={Uri.EscapeDataString(token)}";
            return new Uri(_options.Relay, $"/source/{_options.Stream}{query}");
        }
    }

    /// <summary>Begins to connect; call once, after the events have their handlers.</summary>
    public void Start() => _link.Start();

    /// <summary>
    /// Queues one or more whole messages, copying them. <see cref="SendOutcome.Dropped"/> means that a picture was left
    /// out: the next one has to be a keyframe. Throws when the bytes are not whole messages.
    /// </summary>
    public SendOutcome Send(ReadOnlySpan<byte> messages)
    {
        SendOutcome worst = SendOutcome.Queued;
        while (!messages.IsEmpty)
        {
            ReadStatus status = MessageReader.TryRead(ref messages, out MessageView message, out WireError error);
            if (status == ReadStatus.Invalid) throw new ArgumentException(error.Explain(message.Header), nameof(messages));
            if (status == ReadStatus.NeedMore) throw new ArgumentException("The last message is not whole.", nameof(messages));
            SendOutcome outcome = _link.Send(message.Header, message.Bytes);
            if (outcome > worst) worst = outcome;
        }

        return worst;
    }

    /// <summary>Sends what waits and closes for good; a source sends its End before.</summary>
    public async Task StopAsync(string reason)
    {
        await _link.StopAsync(reason);
        IsConnected = false;
    }

    /// <summary>Sends what waits and closes without an End: within the grace period the stream may be taken back.</summary>
    public ValueTask DisposeAsync()
    {
        IsConnected = false;
        return _link.DisposeAsync();
    }

    WireError IMessageSink.Receive(in MessageView message)
    {
        MessageHeader header = message.Header;
        if (!ExtBlock.TrySplit(header, message.Payload, out _, out ReadOnlySpan<byte> body)) return WireError.BadExt;
        // An End comes before a close with the same reason, which says whether to try again.
        if (!header.IsInput) return WireError.None;
        switch (header.InputType)
        {
            case InputType.Ping:
                return PingFrame.TryRead(body, out PingFrame ping) ? Answer(ping) : WireError.BadPayload;
            case InputType.Control:
                WireError error = ReceiveControl(body);
                if (error != WireError.None) return error;
                break;
        }

        Input?.Invoke(new InputView(message));
        return WireError.None;
    }

    void ILinkOwner.OnConnecting() => Connecting?.Invoke();

    void ILinkOwner.OnOpened() => IsConnected = false;

    void ILinkOwner.OnReconnecting(TimeSpan delay, string reason)
    {
        IsConnected = false;
        Reconnecting?.Invoke(delay, reason);
    }

    void ILinkOwner.OnRefused(string reason)
    {
        IsConnected = false;
        Refused?.Invoke(reason);
    }

    private WireError ReceiveControl(ReadOnlySpan<byte> body)
    {
        if (ControlMessage.TryRead(body.ToArray(), out ControlMessage? control) != ReadStatus.Done) return WireError.BadPayload;
        if (control is WelcomeControl welcome)
        {
            _resume = welcome.Resume ?? _resume;
            IsConnected = true;
            _link.Confirm();
            Connected?.Invoke(welcome);
        }

        if (control is DemandControl demand) Demand?.Invoke(demand);
        return WireError.None;
    }

    private WireError Answer(PingFrame ping)
    {
        if (ping.AnswererUs is not null) return WireError.None;
        PingFrame answer = ping with { AnswererUs = (ulong)_time.GetElapsedTime(_began).TotalMicroseconds };
        Span<byte> message = stackalloc byte[MessageHeader.Size + PingFrame.AnswerSize];
        // A ping's seq orders nothing: the source's counter belongs to what it publishes.
        MessageHeader header = new(FrameType.Ping) { PayloadLength = PingFrame.AnswerSize };
        header.Write(message);
        answer.Write(message[MessageHeader.Size..]);
        _link.Send(header, message);
        return WireError.None;
    }
}
