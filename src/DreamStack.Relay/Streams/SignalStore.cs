using System.Buffers;
using System.IO.Hashing;
using System.Text.Json;
using System.Text.Json.Nodes;
using DreamStack.Relay.FanOut;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Codec;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Ext;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Relay.Streams;

/// <summary>
/// A stream's current signal state: the last whole one, the table and the changes after it, by reference, merged when
/// somebody needs one whole state. The stream's lock is held for every call.
/// </summary>
internal sealed class SignalStore : IDisposable
{
    private const int MaxDiffs = 256;
    private const int MaxDiffBytes = 256 * 1024;
    // Below this a merge costs more than the bytes it saves.
    private const int LeastMerged = 4 * 1024;

    private readonly MessageExpander _expander = new();
    private readonly List<SharedBuffer> _diffs = [];
    private readonly List<UInt128> _shapes = [];
    private readonly XxHash128 _names = new();
    private readonly SignalTable _table = new();
    private SharedBuffer? _sync;
    private int _diffBytes;
    private bool _readable = true;
    private MessageHeader _newest;
    private ulong? _newestFull;

    public bool IsHeld => _sync is not null;

    /// <summary>Bytes of the whole state when it was last sent or merged; null when it cannot be made here, or is not known.</summary>
    public int? StateBytes => _readable && _sync is not null ? _sync.Length + _table.Length : null;

    /// <summary>Bytes of the changes kept since then.</summary>
    public int DiffBytes => _diffBytes;

    /// <summary>
    /// Takes note of a SignalSync, SignalDiff or SignalTable, borrowed, and its unwrapped seq, where that is known; false when it is not what
    /// the protocol says.
    /// </summary>
    public bool TryAppend(in MessageHeader header, in MessageHeader inside, ulong? fullSeq, SharedBuffer message)
    {
        bool encrypted = (inside.Flags & MessageFlags.Encrypted) != 0;
        UInt128 shape = 0;
        if (!encrypted && (!TryBody(message, out _, out ReadOnlySpan<byte> body) || !IsWellFormed(inside, body, out shape))) return false;

        _newest = header;
        _newestFull = fullSeq;
        if (inside.FrameType == FrameType.SignalSync)
        {
            Drop();
            _readable = !encrypted;
            _sync = message.Retain();
            return true;
        }

        // Changes without a state change the empty one.
        _sync ??= Write(FrameType.SignalSync, "{}"u8);
        _readable &= !encrypted;
        if (shape != 0) ForgetOf(shape);
        _diffs.Add(message.Retain());
        _shapes.Add(shape);
        _diffBytes += message.Length;
        // Merged when they outweigh what they change, so each byte of state is gone through once for each byte of change.
        return (_diffs.Count < MaxDiffs && _diffBytes < MaxDiffBytes && _diffBytes <= Math.Max(LeastMerged, StateBytes ?? MaxDiffBytes)) || TryMerge();
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
        if (!_table.IsEmpty) batch.Add(Write(FrameType.SignalTable, _table.ToBody()));
        foreach (SharedBuffer diff in _diffs) batch.Add(diff.Retain());
        return true;
    }

    /// <summary>Forgets the state.</summary>
    public void Drop()
    {
        ReleaseDiffs();
        _table.Clear();
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

        if (_sync is null || !TryBody(_sync, out _, out ReadOnlySpan<byte> json)) return false;
        if (!MergePatch.TryParse(json, out JsonObject? state)) return false;
        bool changed = false;
        foreach (SharedBuffer diff in _diffs)
        {
            if (!TryBody(diff, out MessageHeader inside, out ReadOnlySpan<byte> body)) return false;
            bool table = inside.FrameType == FrameType.SignalTable;
            bool applied = table ? TryApplyTable(inside, body) : TryApplyPatch(state!, body);
            if (!applied) return false;
            changed |= !table;
        }

        ReleaseDiffs();
        return !changed || TryReplaceSync(state!);
    }

    private bool TryApplyTable(in MessageHeader inside, ReadOnlySpan<byte> body) =>
        SignalTableFrame.TryRead(body, out SignalTableFrame frame) && _table.TryApply(frame, inside.IsKeyframe);

    private static bool TryApplyPatch(JsonObject state, ReadOnlySpan<byte> body) =>
        MergePatch.TryParse(body, out JsonObject? patch) && MergePatch.TryApply(state, patch!);

    private bool TryReplaceSync(JsonObject state)
    {
        ArrayBufferWriter<byte> json = new();
        using (Utf8JsonWriter writer = new(json)) state.WriteTo(writer);
        if (json.WrittenCount > WireLimits.MaxSignalLength - ExtWriter.FullSeqLength) return false;
        _sync!.Release();
        _sync = Write(FrameType.SignalSync, json.WrittenSpan);
        return true;
    }

    // What an app changes it mostly changes every time, so the last one is nearly always the one.
    private void ForgetOf(UInt128 shape)
    {
        int index = _shapes.LastIndexOf(shape);
        if (index < 0) return;
        _diffBytes -= _diffs[index].Length;
        _diffs[index].Release();
        _diffs.RemoveAt(index);
        _shapes.RemoveAt(index);
    }

    private void ReleaseDiffs()
    {
        _shapes.Clear();
        foreach (SharedBuffer diff in _diffs) diff.Release();
        _diffs.Clear();
        _diffBytes = 0;
    }

    // What the relay makes stands for the newest message it knows of.
    private SharedBuffer Write(FrameType type, ReadOnlySpan<byte> body)
    {
        MessageHeader header = new(type, MessageFlags.Keyframe) { Seq = _newest.Seq, Timestamp = _newest.Timestamp };
        ExtWriter ext = new(stackalloc byte[ExtWriter.FullSeqLength]);
        if (_newestFull is { } full) ext.Add(ExtTag.FullSeq, full);
        return RelayMessages.Write(header, ext.Block, body);
    }

    // Changes alone have a shape.
    private bool IsWellFormed(in MessageHeader inside, ReadOnlySpan<byte> body, out UInt128 shape)
    {
        shape = 0;
        return inside.FrameType switch
        {
            FrameType.SignalTable => SignalTableFrame.TryRead(body, out _),
            FrameType.SignalDiff => MergePatch.IsObject(body, _names, out shape),
            _ => MergePatch.IsObject(body),
        };
    }

    private bool TryBody(SharedBuffer message, out MessageHeader inside, out ReadOnlySpan<byte> body)
    {
        inside = default;
        body = default;
        return MessageHeader.TryRead(message.Span, out MessageHeader header)
            && ExtBlock.TrySplit(header, message.Span[MessageHeader.Size..], out _, out ReadOnlySpan<byte> coded)
            && _expander.TryExpand(header, coded, out inside, out body) == ReadStatus.Done;
    }
}
