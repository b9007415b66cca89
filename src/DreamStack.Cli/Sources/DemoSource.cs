using System.Buffers;
using DreamStack.App.Demos;
using DreamStack.App.Hosting;
using DreamStack.Client.Connections;
using DreamStack.Client.Sourcing;
using DreamStack.Rendering;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;
using DreamStack.Streaming.Wire.Frames;
using DreamStack.Streaming.Wire.Inputs;

namespace DreamStack.Cli.Sources;

/// <summary>
/// A demo as a source of a relay. An input is answered with a picture on the thread that brought it; what moves
/// by itself is drawn by a thread of its own, which sleeps while nothing does.
/// </summary>
internal sealed class DemoSource : IAsyncDisposable
{
    private static readonly TimeSpan SlowRelayWait = TimeSpan.FromMilliseconds(2);
    private static readonly byte[] KeyframeRequest = MakeKeyframeRequest();

    private readonly Lock _gate = new();
    private readonly AutoResetEvent _wake = new(false);
    private readonly ArrayBufferWriter<byte> _output = new(256 * 1024);
    private readonly SkiaRenderer _skia = new();
    private readonly IApp _app;
    private readonly AppSource _source;
    private readonly SourceClient _client;
    private readonly TaskCompletionSource _beatFailed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Thread _beat;
    private readonly TimeProvider _time;
    private readonly long _origin;
    private TimeSpan _sleepsUntil = TimeSpan.MaxValue;
    private long _bytesSent;
    private bool _connected;
    private volatile bool _stopping;

    public DemoSource(
        SourceOptions connection, DemoOptions options, TimeProvider time, IPictureRenderer? renderer = null)
    {
        _time = time;
        _origin = time.GetTimestamp();
        _app = DemoApps.Create(options.App) ?? throw new ArgumentException($"There is no demo {options.App}.", nameof(options));
        _app.Resize(new ResizeInput(options.Size.Width, options.Size.Height));
        _source = new AppSource(_app, renderer ?? _skia, time, new AppSourceOptions
        {
            FramesPerSecond = options.FramesPerSecond,
            Pipeline = options.Shaping.ToPipeline(),
            Compress = options.Shaping.Compress,
        });
        // A receiver that draws the signals by itself would see, and point at, another picture.
        StreamMode[] modes = options.Shaping.ChangesPicture
            ? [StreamMode.Pixel, StreamMode.Delta]
            : _app is IWorldApp
                ? [StreamMode.Pixel, StreamMode.Delta, StreamMode.Signal, StreamMode.Lockstep]
                : [StreamMode.Pixel, StreamMode.Delta, StreamMode.Signal];
        _client = new SourceClient(connection with { App = _app.Name, Modes = modes }, time);
        _client.Connected += OnConnected;
        _client.Input += OnInput;
        _client.Reconnecting += (delay, reason) => OnLost($"{reason} Trying again in {delay.TotalSeconds:0.0} s.");
        _client.Refused += OnRefused;
        _beat = new Thread(RunBeat) { IsBackground = true, Name = "demo beat" };
    }

    /// <summary>A sentence about the connection, each time it changes.</summary>
    public event Action<string>? Told;

    /// <summary>Each message that came for the source, before the app has it; borrowed for the call.</summary>
    public event Action<InputView>? Received;

    /// <summary>The messages of each turn, before they leave; borrowed for the call.</summary>
    public event Action<ReadOnlySpan<byte>>? Sent;

    /// <summary>Completes with why, when the relay will not have this source.</summary>
    public TaskCompletionSource<string> Refused { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public long Frames
    {
        get
        {
            lock (_gate) return _source.Frames;
        }
    }

    public int Viewers
    {
        get
        {
            lock (_gate) return _source.Viewers;
        }
    }

    public long BytesSent => Interlocked.Read(ref _bytesSent);

    private TimeSpan Now => _time.GetElapsedTime(_origin);

    /// <summary>Ends with the connection; faults when drawing or a handler did.</summary>
    public Task Completion => Task.WhenAny(_client.Completion, _beatFailed.Task).Unwrap();

    public void Start()
    {
        _client.Start();
        _beat.Start();
    }

    /// <summary>Tells the viewers that the stream is over and why, then closes.</summary>
    public async Task EndAsync(string text)
    {
        byte[] end;
        lock (_gate)
        {
            _connected = false;
            _output.ResetWrittenCount();
            _source.WriteEnd(EndReason.Over, text, _output);
            end = _output.WrittenSpan.ToArray();
        }

        _client.Send(end);
        await _client.StopAsync(text);
    }

    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        _wake.Set();
        await _client.DisposeAsync();
        if (_beat.IsAlive) _beat.Join();
        _skia.Dispose();
        _wake.Dispose();
    }

    private void OnConnected(WelcomeControl welcome)
    {
        lock (_gate)
        {
            _connected = true;
            _source.BeginConnection();
            Pump();
        }

        Told?.Invoke($"Connected as the source of {welcome.Stream}.");
    }

    private void OnInput(InputView input)
    {
        lock (_gate)
        {
            Received?.Invoke(input);
            _source.Receive(input.Bytes, out _);
            Pump();
        }
    }

    private void OnLost(string sentence)
    {
        lock (_gate) _connected = false;
        Told?.Invoke(sentence);
    }

    private void OnRefused(string reason)
    {
        lock (_gate) _connected = false;
        Refused.TrySetResult(reason);
    }

    private void RunBeat()
    {
        try
        {
            Beat();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // An exception that leaves its thread would take the process: who waits for Completion tells it instead.
            _beatFailed.TrySetException(exception);
        }
    }

    private void Beat()
    {
        while (!_stopping)
        {
            int milliseconds;
            lock (_gate)
            {
                TimeSpan wait = PumpOnce();
                // Rounded up to what the clock can wait for: woken early, the loop would only ask and sleep again.
                milliseconds = wait == Timeout.InfiniteTimeSpan ? Timeout.Infinite : Math.Max(1, (int)Math.Ceiling(wait.TotalMilliseconds));
                _sleepsUntil = wait == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : Now + TimeSpan.FromMilliseconds(milliseconds);
            }

            _wake.WaitOne(milliseconds);
        }
    }

    /// <summary>Pumps on a thread that brought something, and wakes the beat when it would sleep past what is due now.</summary>
    private void Pump()
    {
        TimeSpan wait = PumpOnce();
        if (wait == Timeout.InfiniteTimeSpan || Now + wait >= _sleepsUntil) return;
        _sleepsUntil = Now + wait;
        _wake.Set();
    }

    private TimeSpan PumpOnce()
    {
        if (!_connected) return Timeout.InfiniteTimeSpan;
        // A relay that is behind gets fewer, newer pictures instead of a queue of old ones.
        if (!_client.IsReadyForPicture) return SlowRelayWait;

        _output.ResetWrittenCount();
        TimeSpan wait = _source.Pump(_output);
        if (_output.WrittenCount == 0) return wait;
        Interlocked.Add(ref _bytesSent, _output.WrittenCount);
        Sent?.Invoke(_output.WrittenSpan);
        if (_client.Send(_output.WrittenSpan) == SendOutcome.Dropped) _source.Receive(KeyframeRequest, out _);
        return wait;
    }

    private static byte[] MakeKeyframeRequest()
    {
        byte[] message = new byte[MessageHeader.Size];
        new MessageHeader(InputType.KeyframeRequest).Write(message);
        return message;
    }
}
