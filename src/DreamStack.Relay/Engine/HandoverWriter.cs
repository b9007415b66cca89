using System.IO.Pipelines;

namespace DreamStack.Relay.Engine;

/// <summary>Where TLS writes: a pipe of the web server's until the hand-over, then a loop's buffer, without ever waiting.</summary>
internal sealed class HandoverWriter(PipeWriter pipe) : PipeWriter
{
    private RecordBuffer? _records;

    /// <summary>From now on writes there. Nobody writes meanwhile.</summary>
    public void TakeOver(RecordBuffer records) => _records = records;

    public override Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (_records is null) return pipe.GetMemory(sizeHint);
        Memory<byte> free = _records.Free;
        return free.Length >= Math.Max(1, sizeHint) ? free : throw new IOException("TLS has more to say than what it was given.");
    }

    public override Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override void Advance(int bytes)
    {
        if (_records is null) pipe.Advance(bytes);
        else _records.Advance(bytes);
    }

    public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) =>
        _records is null ? pipe.FlushAsync(cancellationToken) : ValueTask.FromResult(new FlushResult(isCanceled: false, isCompleted: false));

    public override void CancelPendingFlush() => pipe.CancelPendingFlush();

    public override void Complete(Exception? exception = null) => pipe.Complete(exception);
}
