using System.Text.Json;
using System.Text.Json.Nodes;
using DreamStack.Relay.FanOut;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Codec;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Ext;

namespace DreamStack.Relay.Streams;

/// <summary>
/// A stream's current signal state: the last whole one and the changes after it, by reference, merged when somebody needs
/// one whole state. The stream's lock is held for every call.
/// </summary>
internal sealed class SignalStore : IDisposable
{
    private const int MaxDiffs = 256;
    private const int MaxDiffBytes = 256 * 1024;

    private readonly MessageExpander _expander = new();
    private readonly List<SharedBuffer> _diffs = [];
    private SharedBuffer? _sync;
    private int _diffBytes;
    private bool _readable = true;
    private MessageHeader _newest;

    public bool IsHeld => _sync is not null;

    /// <summary>Takes note of a SignalSync or SignalDiff, borrowed; false when it is not what the protocol says.</summary>
    public bool TryAppend(in MessageHeader header, in MessageHeader inside, SharedBuffer message)
    {
        bool encrypted = (inside.Flags & MessageFlags.Encrypted) != 0;
        if (!encrypted && (!TryBody(message, out ReadOnlySpan<byte> body) || !MergePatch.IsObject(body))) return false;

        _newest = header;
        if (inside.FrameType == FrameType.SignalSync)
        {
            Drop();
            _readable = !encrypted;
            _sync = message.Retain();
            return true;
        }

        // Changes without a state change the empty one.
        _sync ??= RelayMessages.Write(SyncHeader(), "{}"u8);
        _readable &= !encrypted;
        _diffs.Add(message.Retain());
        _diffBytes += message.Length;
        return (_diffs.Count < MaxDiffs && _diffBytes < MaxDiffBytes) || TryMerge();
    }

    /// <summary>Adds the whole state to the batch and marks the outbox live from here on; false when it cannot be read.</summary>
    public bool TryTake(Outbox outbox, List<SharedBuffer> batch)
    {
        outbox.MarkSignalsTaken();
        if (_sync is null) return true;
        if (_diffs.Count > 0 && !TryMerge())
        {
            // Kept, it would close the next source too.
            Drop();
            return false;
        }

        if (_sync is null) return true;
        batch.Add(_sync.Retain());
        foreach (SharedBuffer diff in _diffs) batch.Add(diff.Retain());
        return true;
    }

    /// <summary>Forgets the state.</summary>
    public void Drop()
    {
        foreach (SharedBuffer diff in _diffs) diff.Release();
        _diffs.Clear();
        _diffBytes = 0;
        _sync?.Release();
        _sync = null;
        _readable = true;
    }

    public void Dispose() => Drop();

    private bool TryMerge()
    {
        try
        {
            return Merge();
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException)
        {
            // Nodes are read only when they are needed: what cannot be read shows here.
            return false;
        }
    }

    private bool Merge()
    {
        if (!_readable)
        {
            // Nobody here can merge ciphertext: past the bound a joiner waits for the next whole state.
            if (_diffs.Count >= MaxDiffs || _diffBytes >= MaxDiffBytes) Drop();
            return true;
        }

        if (_sync is null || !TryBody(_sync, out ReadOnlySpan<byte> json)) return false;
        if (!MergePatch.TryParse(json, out JsonObject? state)) return false;
        foreach (SharedBuffer diff in _diffs)
        {
            if (!TryBody(diff, out json) || !MergePatch.TryParse(json, out JsonObject? patch)) return false;
            if (!MergePatch.TryApply(state!, patch!)) return false;
        }

        SharedBufferWriter output = new();
        MessageHeader header = SyncHeader();
        header.Write(output.GetSpan(MessageHeader.Size));
        output.Advance(MessageHeader.Size);
        using (Utf8JsonWriter writer = new(output)) state!.WriteTo(writer);
        SharedBuffer merged = output.Detach();
        if (merged.Length > MessageHeader.Size + WireLimits.MaxSignalLength)
        {
            merged.Release();
            return false;
        }

        (header with { PayloadLength = (uint)(merged.Length - MessageHeader.Size) }).Write(merged.Span);

        Drop();
        _sync = merged;
        return true;
    }

    private MessageHeader SyncHeader() => new(FrameType.SignalSync, MessageFlags.Keyframe)
    {
        Seq = _newest.Seq,
        Timestamp = _newest.Timestamp,
    };

    private bool TryBody(SharedBuffer message, out ReadOnlySpan<byte> body)
    {
        body = default;
        return MessageHeader.TryRead(message.Span, out MessageHeader header)
            && ExtBlock.TrySplit(header, message.Span[MessageHeader.Size..], out _, out ReadOnlySpan<byte> coded)
            && _expander.TryExpand(header, coded, out _, out body) == ReadStatus.Done;
    }
}
