using System.Buffers;
using System.IO.Pipelines;
using System.Threading.Tasks.Sources;

namespace DreamStack.Relay.Engine;

/// <summary>
/// What TLS reads: a pipe of the web server's until the hand-over, then the socket itself. From then on whoever waits here goes on
/// where it is called with what came, on the loop's thread.
/// </summary>
internal sealed class HandoverReader(PipeReader pipe) : PipeReader, IValueTaskSource<ReadResult>
{
    // The largest record and what comes with it.
    private const int ReadAtOnce = 32 * 1024;
    private ManualResetValueTaskSourceCore<ReadResult> _core;
    private LoopSocket? _socket;
    private byte[]? _bytes;
    private ReadOnlySequence<byte> _content;
    private bool _awaited;
    private bool _ended;

    /// <summary>From now on reads the socket; what the pipe still holds comes first. Nobody reads meanwhile.</summary>
    public void TakeOver(LoopSocket socket)
    {
        _socket = socket;
        if (!pipe.TryRead(out ReadResult left)) return;
        if (!left.Buffer.IsEmpty) _content = new ReadOnlySequence<byte>(left.Buffer.ToArray());
        pipe.AdvanceTo(left.Buffer.End);
    }

    /// <summary>Receives for whoever waits, if there is something. IOException when the connection broke.</summary>
    public void Fill()
    {
        if (!_awaited) return;
        _bytes ??= ArrayPool<byte>.Shared.Rent(ReadAtOnce);
        int count = _socket!.Receive(_bytes);
        if (count == ILoopWire.WouldWait)
        {
            GiveBack();
            return;
        }

        _content = new ReadOnlySequence<byte>(_bytes, 0, count);
        _ended = count == 0;
        Complete();
    }

    /// <summary>Nothing more comes.</summary>
    public void End()
    {
        _ended = true;
        if (_awaited) Complete();
        _content = default;
        GiveBack();
    }

    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (_socket is null) return pipe.ReadAsync(cancellationToken);
        if (!_content.IsEmpty || _ended) return ValueTask.FromResult(Result);
        _core.Reset();
        _awaited = true;
        return new ValueTask<ReadResult>(this, _core.Version);
    }

    public override bool TryRead(out ReadResult result)
    {
        if (_socket is null) return pipe.TryRead(out result);
        result = Result;
        return !_content.IsEmpty || _ended;
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        if (_socket is null)
        {
            pipe.AdvanceTo(consumed, examined);
            return;
        }

        _content = _content.Slice(consumed);
        if (_content.IsEmpty) GiveBack();
    }

    public override void CancelPendingRead() => pipe.CancelPendingRead();

    public override void Complete(Exception? exception = null) => pipe.Complete(exception);

    ReadResult IValueTaskSource<ReadResult>.GetResult(short token) => _core.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<ReadResult>.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource<ReadResult>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);

    private ReadResult Result => new(_content, isCanceled: false, isCompleted: _ended);

    private void Complete()
    {
        _awaited = false;
        _core.SetResult(Result);
    }

    // A connection on which nothing comes holds nothing.
    private void GiveBack()
    {
        if (_bytes is not { } bytes) return;
        _bytes = null;
        ArrayPool<byte>.Shared.Return(bytes);
    }
}
