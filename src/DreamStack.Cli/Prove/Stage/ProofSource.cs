using System.Buffers;
using DreamStack.Client.Connections;
using DreamStack.Client.Sourcing;
using DreamStack.Streaming.Pictures;
using DreamStack.Streaming.Wire;

namespace DreamStack.Cli.Prove.Stage;

/// <summary>A source whose every picture is known beforehand and noted when it leaves, at a steady rate whoever watches.</summary>
internal sealed class ProofSource : IAsyncDisposable
{
    private const int HashEvery = 30;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly MovingPicture _picture;
    private readonly double _perSecond;
    private readonly TimeProvider _time;
    private readonly SourceClient _client;
    private readonly Originator _originator;
    private readonly PictureEncoder _encoder = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _drawing = Task.CompletedTask;
    private volatile bool _wholeAsked;
    private volatile int _last = int.MaxValue;
    private int _asked;

    public ProofSource(Uri relay, string stream, MovingPicture picture, double perSecond, TimeProvider time)
    {
        (_picture, _perSecond, _time) = (picture, perSecond, time);
        _originator = new Originator(time);
        _client = new SourceClient(
            new SourceOptions { Relay = relay, Stream = stream, App = "proof", Modes = [StreamMode.Pixel, StreamMode.Delta], FirstMustSucceed = true }, time);
        _client.Input += OnInput;
        _client.Connected += _ => _connected.TrySetResult();
        _client.Refused += reason => _connected.TrySetException(new FailedException($"The source was refused: {reason}"));
        _client.Reconnecting += (_, reason) => _connected.TrySetException(new FailedException($"The source was lost: {reason}"));
    }

    public SentPictures Sent { get; } = new();

    /// <summary>Whole pictures that the relay has asked for.</summary>
    public int KeyframesAsked => _asked;

    /// <summary>Faults when drawing or the connection did.</summary>
    public Task Completion => _drawing;

    public async Task StartAsync(CancellationToken cancellation)
    {
        _client.Start();
        await _connected.Task.WaitAsync(Patience, _time, cancellation);
        _drawing = DrawAsync();
    }

    /// <summary>Waits until so many pictures have left.</summary>
    public async Task UntilAsync(int pictures, CancellationToken cancellation)
    {
        while (Sent.Count < pictures)
        {
            if (_drawing.IsCompleted) await _drawing;
            await Task.Delay(TimeSpan.FromMilliseconds(5), _time, cancellation);
        }
    }

    /// <summary>The stream comes to rest after so many pictures.</summary>
    public void RestAfter(int pictures) => _last = pictures;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _drawing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _client.DisposeAsync();
        _stopping.Dispose();
    }

    private async Task DrawAsync()
    {
        ArrayBufferWriter<byte> output = new();
        long due = _time.GetTimestamp();
        long interval = (long)(_time.TimestampFrequency / _perSecond);
        while (!_stopping.IsCancellationRequested)
        {
            TimeSpan wait = _time.GetElapsedTime(_time.GetTimestamp(), due);
            if (wait > TimeSpan.Zero) await Task.Delay(wait, _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (_stopping.IsCancellationRequested) return;
            // A machine that is late draws on from now: what was not drawn in time is not drawn in a heap.
            due = Math.Max(due + interval, _time.GetTimestamp() - interval);
            while (!_client.IsReadyForPicture && !_stopping.IsCancellationRequested)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1), _time, CancellationToken.None);
            }

            if (Sent.Count < _last) Draw(output);
        }
    }

    private void Draw(ArrayBufferWriter<byte> output)
    {
        _picture.Step();
        bool whole = _wholeAsked;
        _wholeAsked = false;
        output.ResetWrittenCount();
        ulong number = _originator.Next;
        _encoder.TryEncode(_picture.Rgba, _picture.Width, _picture.Height, whole, _originator, default, output);
        if (Sent.Count % HashEvery == 0) _encoder.WriteHash(_originator, output);
        ulong hash = PictureCheck.HashOf(_picture.Rgba);
        // Noted before it leaves: a viewer may have it before this thread goes on.
        Sent.Add(new SentPicture(number, _time.GetTimestamp(), hash, output.WrittenCount));
        if (_client.Send(output.WrittenSpan) != SendOutcome.Queued && !_stopping.IsCancellationRequested)
        {
            throw new FailedException("The relay does not take what the source sends.");
        }
    }

    private void OnInput(InputView input)
    {
        if (input.Header.InputType != InputType.KeyframeRequest) return;
        Interlocked.Increment(ref _asked);
        _wholeAsked = true;
    }
}
