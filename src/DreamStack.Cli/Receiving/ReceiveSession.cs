using DreamStack.Cli.Terminal;
using DreamStack.Client.Receiving;
using DreamStack.Rendering;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Cli.Receiving;

/// <summary>One run of `ds receive`: figures on the terminal, pictures into files, until the bound or the end.</summary>
internal sealed class ReceiveSession : IAsyncDisposable
{
    private readonly ReceiveOptions _options;
    private readonly TimeProvider _time;
    private readonly TextWriter _error;
    private readonly ReceiverClient _client;
    private readonly TaskCompletionSource<int> _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Stream? _raw;
    private byte[] _newest = [];
    private int _width;
    private int _height;
    private long _pictures;

    public ReceiveSession(ReceiveOptions options, TimeProvider time, TextWriter error)
    {
        _options = options;
        _time = time;
        _error = error;
        _raw = Open(options.Raw);
        _client = new ReceiverClient(
            new ReceiverOptions
            {
                Relay = options.Address.Relay,
                Trusted = options.Trusted,
                Stream = options.Address.Stream,
                Mode = options.Mode,
                FirstMustSucceed = true,
            },
            time);
        _client.Picture += OnPicture;
        _client.Connected += welcome => _error.WriteLine($"Connected to {welcome.Stream} as viewer {welcome.Viewer}.");
        _client.Ended += OnEnded;
        _client.Refused += reason => Finish(reason, ExitCode.NotConnected);
        _client.Reconnecting += (_, reason) => _error.WriteLine($"{reason} Trying again.");
    }

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        using CancellationTokenSource bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using CancellationTokenSource clock = _options.Seconds is { } seconds
            ? new CancellationTokenSource(TimeSpan.FromSeconds(seconds), _time)
            : new CancellationTokenSource();
        await using CancellationTokenRegistration timeUp = clock.Token.Register(() => _over.TrySetResult(ExitCode.Done));
        await using CancellationTokenRegistration interrupt =
            cancellation.Register(() => _over.TrySetResult(_options.Bound is null && _options.Seconds is null ? ExitCode.Done : ExitCode.Interrupted));

        _client.Start();
        using StatusLine status = StatusLine.OnError();
        Task showing = status.RunAsync(Line, _time, bound.Token);
        int code = await await Task.WhenAny(_over.Task, FaultAsync());
        await bound.CancelAsync();
        await showing;
        if (code is ExitCode.NotConnected) return code;
        await _error.WriteLineAsync(Line());
        await _client.DisposeAsync();
        return Save(code);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        if (_raw is not null) await _raw.DisposeAsync();
    }

    private static Stream? Open(string? file)
    {
        try
        {
            return file switch
            {
                null => null,
                "-" => Console.OpenStandardOutput(),
                _ => File.Create(file),
            };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new FailedException($"{file} cannot be written: {exception.Message}", ExitCode.Failed, exception);
        }
    }

    private void OnPicture(PictureView picture)
    {
        if (_over.Task.IsCompleted) return;
        if (_options.Save is not null) Keep(picture);
        try
        {
            _raw?.Write(picture.Rgba);
        }
        catch (IOException)
        {
            // Who reads the pictures has seen enough, as `head` does.
            _over.TrySetResult(ExitCode.Done);
        }

        _pictures++;
        if (_pictures >= _options.Bound) _over.TrySetResult(ExitCode.Done);
    }

    private void Keep(PictureView picture)
    {
        if (_newest.Length != picture.Rgba.Length) _newest = new byte[picture.Rgba.Length];
        picture.Rgba.CopyTo(_newest);
        (_width, _height) = (picture.Width, picture.Height);
    }

    private void OnEnded(EndFrame end)
    {
        if (end.Reason is EndReason.Over or EndReason.Moved) Finish($"The stream ended: {end.Text}", ExitCode.Done);
    }

    private void Finish(string sentence, int code)
    {
        if (_over.TrySetResult(code)) _error.WriteLine(sentence);
    }

    private async Task<int> FaultAsync()
    {
        await _client.Completion;
        return await _over.Task;
    }

    private int Save(int code)
    {
        if (_options.Save is not { } file) return code;
        if (_newest.Length == 0) throw new FailedException("No picture came, so none was saved. Is a source running?");
        try
        {
            PngImage.Save(file, _newest, _width, _height);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new FailedException($"{file} cannot be written: {exception.Message}", ExitCode.Failed, exception);
        }

        _error.WriteLine($"Saved {_width}x{_height} to {file}.");
        return code;
    }

    private string Line()
    {
        ReceiverStats stats = _client.Stats;
        return $"{_client.State} · {Figures.Rate(stats.PicturesPerSecond)} fps · {Figures.Bytes(stats.BytesPerSecond)}/s · "
            + $"round trip {Figures.Milliseconds(stats.RoundTrip)} · {stats.Pictures} frames, {Figures.Bytes(stats.Bytes)}";
    }
}
