using DreamStack.Relay.Snapshots;
using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Codec;
using DreamStack.Streaming.Pictures;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Ext;

namespace DreamStack.Relay.Streams;

/// <summary>Decodes a stream's pictures and makes whole ones of them, under a lock of its own so that publishing goes on.</summary>
internal sealed class PictureWorkshop
{
    private readonly TileMarks _tiles = new();
    private readonly PictureDecoder _decoder;
    private readonly MessageExpander _expander = new();
    private readonly SharedBufferWriter _writer = new();
    private readonly CatchUpShelf _catchUps = new();
    private SharedBuffer? _raw;
    private SharedBuffer? _delta;
    private long _made = -1;
    private long _sizeSince;
    private (int Width, int Height) _size;

    public PictureWorkshop() => _decoder = new PictureDecoder(_tiles);

    /// <summary>Held for every use of this object; taken before the stream's lock, never after it.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Messages to decode, oldest first, with a share of each.</summary>
    public List<StoredPicture> Pending { get; } = [];

    /// <summary>The inputs that the next keyframe shows.</summary>
    public CausedByTable Causes { get; } = new();

    /// <summary>Brings the picture up to date; false when a message was not one.</summary>
    public bool TryDecode()
    {
        bool good = true;
        foreach (StoredPicture picture in Pending)
        {
            good = good && Accept(picture);
            picture.Message.Release();
        }

        Pending.Clear();
        return good;
    }

    /// <summary>The picture as one whole message, raw or coded; made once for each version. The caller gets a share.</summary>
    public SharedBuffer Keyframe(bool raw, long version, uint timestamp, ulong? fullSeq)
    {
        if (_made != version) ReleaseMade();
        _made = version;
        ref SharedBuffer? made = ref raw ? ref _raw : ref _delta;
        if (made is not null) return made.Retain();

        Span<byte> block = stackalloc byte[ExtWriter.FullSeqLength + CausedByTable.MaxLength];
        ExtWriter ext = new(block);
        if (fullSeq is { } full) ext.Add(ExtTag.FullSeq, full);
        Causes.WriteTo(ref ext);
        if (raw) Keyframes.WriteRaw(_decoder, timestamp, ext.Block, _writer);
        else Keyframes.WriteDelta(_decoder, timestamp, ext.Block, _writer);
        made = _writer.Detach();
        return made.Retain();
    }

    /// <summary>
    /// What brings a viewer from the picture it has to this one: shared by all who come from there, and with many of them by those who
    /// come from near there. The caller gets a share.
    /// </summary>
    public SharedBuffer CatchUp(long since, long version, uint timestamp, ulong? fullSeq)
    {
        if (_made != version) ReleaseMade();
        _made = version;
        if (_catchUps.StartFor(since, version) is not { } from || from < _sizeSince) return Keyframe(raw: false, version, timestamp, fullSeq);
        if (_catchUps.Find(from) is { } found) return found;

        ExtWriter ext = new(stackalloc byte[ExtWriter.FullSeqLength + CausedByTable.MaxLength]);
        if (fullSeq is { } full) ext.Add(ExtTag.FullSeq, full);
        Causes.WriteTo(ref ext);
        Keyframes.WriteSince(_decoder, _tiles, from, timestamp, ext.Block, _writer);
        SharedBuffer made = _writer.Detach();
        _catchUps.Keep(from, made);
        return made;
    }

    /// <summary>The picture is the source's, by the source's own hash.</summary>
    public bool HashesTo(ulong hash) => PictureCheck.HashOf(_decoder.Rgba) == hash;

    /// <summary>The picture as plain pixels, at most this wide.</summary>
    public Raster Raster(int most, long version)
    {
        (int width, int height) = BoxFilter.Fit(_decoder.Width, _decoder.Height, most);
        return new Raster(version, width, height, BoxFilter.Shrink(_decoder.Rgba, _decoder.Width, _decoder.Height, width, height));
    }

    public void Forget()
    {
        ReleaseMade();
        foreach (StoredPicture picture in Pending) picture.Message.Release();
        Pending.Clear();
    }

    private bool Accept(in StoredPicture picture)
    {
        ReadOnlySpan<byte> message = picture.Message.Span;
        if (!MessageHeader.TryRead(message, out MessageHeader header)) return false;
        if (!ExtBlock.TrySplit(header, message[MessageHeader.Size..], out _, out ReadOnlySpan<byte> body)) return false;
        if (header.FrameType == FrameType.Compressed)
        {
            if (_expander.TryExpand(header, body, out MessageHeader inner, out ReadOnlySpan<byte> innerBody) != ReadStatus.Done)
            {
                return false;
            }

            header = inner;
            body = innerBody;
        }

        if (_decoder.Accept(header, body, picture.Version) != PictureOutcome.Applied) return false;
        if (_size == (_decoder.Width, _decoder.Height)) return true;
        // Who has a picture of another size needs all of this one.
        _size = (_decoder.Width, _decoder.Height);
        _sizeSince = picture.Version;
        return true;
    }

    private void ReleaseMade()
    {
        _raw?.Release();
        _delta?.Release();
        _catchUps.Clear();
        _raw = null;
        _delta = null;
    }
}
