using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net.Security;

namespace DreamStack.Relay.Engine;

/// <summary>
/// TLS over a loop's socket: the session that the web server began goes on here, and its every step runs on the loop's thread.
/// What is encrypted can be replaced no more, so it is never more than one turn's.
/// </summary>
internal sealed class TlsWire(SslStream tls, LoopSocket socket, HandoverReader input, RecordBuffer records) : ILoopWire
{
    // Fewer are not worth a record of their own.
    private const int LeastRoom = 4 * 1024;
    // So little may wait for what comes next, to leave with it.
    private const int Little = 16 * 1024;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    // Waits for a record; of no bytes, so that a peer who is silent takes no memory.
    private ValueTask<int> _ready;
    private bool _asked;
    private bool _disposed;
    private bool _closes;
    private byte[]? _left;
    private int _leftFrom;
    private int _leftTo;

    public Descriptor Descriptor => socket.Descriptor;

    /// <inheritdoc/>
    // Whoever sends records of one byte has each of them cost as much as a large one.
    public int ReceivesAtOnce => 4;

    /// <inheritdoc/>
    public bool HoldsMore => !_disposed && (!_asked || _ready.IsCompleted);

    /// <inheritdoc/>
    // The web server ends the session with its request.
    public Task RequestNeeded => _ended.Task;

    /// <inheritdoc/>
    public int Receive(Memory<byte> bytes)
    {
        // Reading may have TLS answer by itself, as to a new key.
        records.Take(this);
        if (!_asked) Ask();
        if (!_ready.IsCompleted) input.Fill();
        if (!_ready.IsCompleted) return ILoopWire.WouldWait;
        _asked = false;
        _ready.GetAwaiter().GetResult();
        int count = Now(tls.ReadAsync(bytes));
        // What else it has is known at once.
        if (count > 0) Ask();
        return count;
    }

    /// <inheritdoc/>
    public int Send(ReadOnlyMemory<byte> bytes)
    {
        records.Take(this);
        if ((_left is not null || records.Room < LeastRoom) && !Flush()) return ILoopWire.WouldWait;
        int count = Math.Min(bytes.Length, records.Room);
        Now(tls.WriteAsync(bytes[..count]));
        return count;
    }

    /// <inheritdoc/>
    public bool MakeRoom()
    {
        records.Take(this);
        return (_left is null && records.Content.Length < Little) || Flush();
    }

    /// <inheritdoc/>
    public bool Flush()
    {
        records.Take(this);
        if (_left is not null)
        {
            _leftFrom += Give(_left.AsMemory(_leftFrom.._leftTo));
            if (_leftFrom == _leftTo) GiveBack();
        }

        int sent = _left is null ? Give(records.Content) : 0;
        if (sent < records.Content.Length) Keep(records.Content.Span[sent..]);
        records.Clear();
        if (_left is not null) return false;
        socket.Conclude(_closes);
        _closes = false;
        return true;
    }

    /// <inheritdoc/>
    public void Conclude(bool closes)
    {
        records.Take(this);
        _closes = closes;
        Now(new ValueTask(tls.ShutdownAsync()));
    }

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        input.End();
        if (_asked) Forget(_ready);
        GiveBack();
        socket.Dispose();
        _ended.TrySetResult();
    }

    [SuppressMessage("Reliability", "CA2012", Justification = "It is consumed once, when it has completed.")]
    private void Ask()
    {
        _asked = true;
        _ready = tls.ReadAsync(Memory<byte>.Empty);
    }

    private int Give(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty) return 0;
        int sent = socket.Send(bytes);
        return sent == ILoopWire.WouldWait ? 0 : sent;
    }

    // Behind what was left before.
    private void Keep(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> before = _left.AsSpan(_leftFrom.._leftTo);
        byte[] left = ArrayPool<byte>.Shared.Rent(before.Length + bytes.Length);
        before.CopyTo(left);
        bytes.CopyTo(left.AsSpan(before.Length));
        (_leftFrom, _leftTo) = (0, before.Length + bytes.Length);
        if (_left is { } old) ArrayPool<byte>.Shared.Return(old);
        _left = left;
    }

    private void GiveBack()
    {
        if (_left is { } left) ArrayPool<byte>.Shared.Return(left);
        _left = null;
        _leftFrom = _leftTo = 0;
    }

    // Bytes that lie here are taken, and room that is there is filled, without a wait.
    private static int Now(ValueTask<int> step) =>
        step.IsCompleted ? step.GetAwaiter().GetResult() : throw new InvalidOperationException("TLS waits for what it has.");

    private static void Now(ValueTask step)
    {
        if (!step.IsCompleted) throw new InvalidOperationException("TLS waits for room that it has.");
        step.GetAwaiter().GetResult();
    }

    // The connection is over, whatever became of the last read.
    private static void Forget(ValueTask<int> read) => _ = read.AsTask().ContinueWith(
        static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
}
