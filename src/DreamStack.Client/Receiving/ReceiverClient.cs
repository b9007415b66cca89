using DreamStack.Client.Connections;
using DreamStack.Streaming.Flow;
using DreamStack.Streaming.Flow.Metrics;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Client.Receiving;

/// <summary>
/// Watches a stream: connects, comes back after a loss, decodes pictures, sends inputs. Events come one at a time from the
/// reading thread; a handler that throws ends the client and faults <see cref="Completion"/>.
/// </summary>
public sealed class ReceiverClient : ILinkOwner, IAsyncDisposable
{
    private const int HastyPings = 20;
    private static readonly TimeSpan HastyPing = TimeSpan.FromMilliseconds(250);
    private readonly ReceiverOptions _options;
    private readonly TimeProvider _time;
    private readonly RelayLink _link;
    private readonly ReceiverMeter _meter;
    private readonly FrameDispatcher _frames;
    private ITimer? _pinging;
    private int _hasty;
    private bool _welcomedBefore;
    private (StreamMode Mode, bool Audio) _asked;

    /// <summary>A client at rest; <see cref="Start"/> sets it going. Throws when the options make no sense.</summary>
    public ReceiverClient(ReceiverOptions options, TimeProvider? time = null)
        : this(options, time ?? TimeProvider.System, new WebSocketConnector(options.KeepAlive, new RelayTrust(time ?? TimeProvider.System, options.Trusted)))
    {
    }

    internal ReceiverClient(ReceiverOptions options, TimeProvider time, IConnector connector)
    {
        options.Validate();
        _options = options;
        _time = time;
        Mode = options.Mode;
        Audio = options.Audio;
        _meter = new ReceiverMeter(time);
        LinkOptions link = new()
        {
            ExpectInputs = false,
            Backoff = options.Backoff,
            FirstMustSucceed = options.FirstMustSucceed,
            CloseTimeout = options.CloseTimeout,
        };
        _link = new RelayLink(this, connector, link, time);
        Inputs = new InputSender(_link, _meter, time);
        _frames = new FrameDispatcher(this, _meter, options.Sync, time);
    }

    /// <summary>A try to connect begins.</summary>
    public event Action? Connecting;

    /// <summary>The relay said what was joined: the first event of every connection.</summary>
    public event Action<WelcomeControl>? Connected;

    /// <summary>The picture changed.</summary>
    public event Action<PictureView>? Picture;

    /// <summary>The signal state, whole or changed.</summary>
    public event Action<SignalsView>? Signals;

    /// <summary>A block of sound to play.</summary>
    public event Action<AudioView>? Sound;

    /// <summary>A vibration to give.</summary>
    public event Action<HapticFrame>? Haptic;

    /// <summary>Any control object, the welcome included.</summary>
    public event Action<ControlMessage>? Control;

    /// <summary>The stream ended and why; the connection may stay, and a new source may take the stream up.</summary>
    public event Action<EndFrame>? Ended;

    /// <summary>The connection was lost: the wait before the next try, and why.</summary>
    public event Action<TimeSpan, string>? Reconnecting;

    /// <summary>There will be no other try, and why.</summary>
    public event Action<string>? Refused;

    /// <summary>Where the connection stands.</summary>
    public ReceiverState State { get; private set; }

    /// <summary>The mode wished for, kept across connections.</summary>
    public StreamMode Mode { get; private set; }

    /// <summary>Sound is wished for, kept across connections.</summary>
    public bool Audio { get; private set; }

    /// <summary>This viewer's id on the relay; null before the welcome.</summary>
    public uint? Viewer => _frames.Viewer;

    /// <summary>Sends inputs to the source.</summary>
    public InputSender Inputs { get; }

    /// <summary>What was measured so far.</summary>
    public ReceiverStats Stats => _meter.Snapshot();

    /// <summary>The same and more as named figures, to merge with those of others or to write as text.</summary>
    public MetricsSnapshot Metrics => _meter.Metrics.Take();

    /// <summary>When pictures are shown, for use inside an event; null when they are shown as they come.</summary>
    public MultiClientSync? Sync => _frames.Sync;

    /// <summary>Ends when the client is disposed or refused; faults when a handler throws.</summary>
    public Task Completion => _link.Completion;

    Uri ILinkOwner.Address
    {
        get
        {
            _asked = (Mode, Audio);
            string query = $"?mode={_asked.Mode.ToWord()}&audio={(_asked.Audio ? 1 : 0)}&thumbnail={(_options.Thumbnail ? 1 : 0)}";
            return new Uri(_options.Relay, $"/stream/{_options.Stream}{query}");
        }
    }

    /// <summary>Begins to connect; call once, after the events have their handlers.</summary>
    public void Start()
    {
        _pinging = _time.CreateTimer(_ => Ping(), null, _options.PingEvery, _options.PingEvery);
        _link.Start();
    }

    /// <summary>Wishes for another mode, live.</summary>
    public void SetMode(StreamMode mode)
    {
        Mode = mode;
        Inputs.Control(new ModeControl(mode));
    }

    /// <summary>Wishes for sound or silence, live.</summary>
    public void SetAudio(bool on)
    {
        Audio = on;
        Inputs.Control(new AudioControl(on));
    }

    /// <summary>Says goodbye and stops; not to be awaited from inside an event.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_pinging is not null) await _pinging.DisposeAsync();
        await _link.DisposeAsync();
        State = ReceiverState.Idle;
    }

    WireError IMessageSink.Receive(in MessageView message) => _frames.Receive(message);

    void ILinkOwner.OnConnecting()
    {
        State = ReceiverState.Connecting;
        Connecting?.Invoke();
    }

    void ILinkOwner.OnOpened() => _frames.BeginConnection();

    void ILinkOwner.OnReconnecting(TimeSpan delay, string reason)
    {
        State = ReceiverState.Reconnecting;
        Reconnecting?.Invoke(delay, reason);
    }

    void ILinkOwner.OnRefused(string reason)
    {
        State = ReceiverState.Refused;
        Refused?.Invoke(reason);
    }

    internal void Raise(ControlMessage control)
    {
        if (control is WelcomeControl welcome) Welcome(welcome);
        Control?.Invoke(control);
    }

    internal void Raise(PictureView picture) => Picture?.Invoke(picture);

    internal void Raise(SignalsView signals) => Signals?.Invoke(signals);

    internal void Raise(AudioView sound) => Sound?.Invoke(sound);

    internal void Raise(HapticFrame haptic) => Haptic?.Invoke(haptic);

    internal void Raise(EndFrame end) => Ended?.Invoke(end);

    private void Welcome(WelcomeControl welcome)
    {
        if (_welcomedBefore) _meter.Reconnected();
        _welcomedBefore = true;
        State = ReceiverState.Live;
        _link.Confirm();
        HastenPings();
        // A wish made while the connection was on its way had nobody to reach.
        if (_asked.Mode != Mode) Inputs.Control(new ModeControl(Mode));
        if (_asked.Audio != Audio) Inputs.Control(new AudioControl(Audio));
        Connected?.Invoke(welcome);
    }

    // The two clocks are compared at once and often, then as often as the round trip is measured.
    private void HastenPings()
    {
        if (_options.Sync is null) return;
        Volatile.Write(ref _hasty, HastyPings);
        _pinging?.Change(TimeSpan.Zero, Min(HastyPing, _options.PingEvery));
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private void Ping()
    {
        if (State != ReceiverState.Live) return;
        if (Interlocked.Decrement(ref _hasty) == 0) _pinging?.Change(_options.PingEvery, _options.PingEvery);
        Span<byte> body = stackalloc byte[PingFrame.QuestionSize];
        new PingFrame(_frames.ClockUs).Write(body);
        Inputs.SendPlain(InputType.Ping, body);
    }
}
