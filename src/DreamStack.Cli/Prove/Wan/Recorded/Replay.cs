using System.Buffers.Binary;
using DreamStack.App.Hosting;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Ext;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Cli.Prove.Wan.Recorded;

/// <summary>Plays a recording as a source would send it now: numbered anew, answering inputs, lap after lap.</summary>
internal sealed class Replay(SpringsRecording recording, SentTimes sent, TimeProvider time)
{
    /// <summary>Viewers whose inputs one picture answers.</summary>
    private const int MostCauses = 4;

    private const int ExtBytes = 256;
    private readonly Originator _originator = new(time);
    private readonly List<(uint Viewer, uint Input)> _causes = [];
    private byte[] _body = [];
    private int _pictures;
    private ushort _base;

    /// <summary>Takes over a message; its parts are borrowed.</summary>
    public delegate void Send(MessageHeader header, ReadOnlySpan<byte> ext, ReadOnlySpan<byte> body);

    /// <summary>Pictures sent.</summary>
    public int Pictures => _pictures;

    /// <summary>An input whose effect the next picture shows.</summary>
    public void Cause(uint viewer, uint input)
    {
        int known = _causes.FindIndex(cause => cause.Viewer == viewer);
        if (known >= 0) _causes.RemoveAt(known);
        else if (_causes.Count == MostCauses) _causes.RemoveAt(0);
        _causes.Add((viewer, input));
    }

    /// <summary>Sends the next picture, its sound, and once a second its hash.</summary>
    public void Step(Send send)
    {
        RecordedPicture picture = _pictures == 0 ? recording.Start : recording.Lap[(_pictures - 1) % recording.Lap.Count];
        ExtWriter ext = new(stackalloc byte[ExtBytes]);
        foreach ((uint viewer, uint input) in _causes) ext.AddCausedBy(viewer, input);
        _causes.Clear();
        if (picture.Header.IsKeyframe) ext.Add(ExtTag.FullSeq, _originator.Next);
        MessageHeader header = _originator.Stamp(picture.Header with { Flags = picture.Header.Flags & ~MessageFlags.Ext });
        sent.Note(header.Seq);
        send(header, ext.Block, Based(picture));
        _base = header.Seq;

        byte[] sound = recording.Sound[_pictures % recording.Sound.Count];
        MessageHeader audio = _originator.Stamp(new MessageHeader(FrameType.AudioPcm) { Width = IApp.AudioRate, Height = 1 });
        sent.Note(audio.Seq);
        send(audio, [], sound);
        if (++_pictures % SpringsRecording.PerSecond != 0) return;
        Span<byte> hash = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(hash, picture.Hash);
        send(new MessageHeader(FrameType.PictureHash) { Seq = _base, Timestamp = header.Timestamp }, [], hash);
    }

    // An XOR delta names the picture that it changes.
    private ReadOnlySpan<byte> Based(RecordedPicture picture)
    {
        if (picture.Header.FrameType != FrameType.DeltaPixels || picture.Header.IsKeyframe) return picture.Body;
        if (_body.Length < picture.Body.Length) _body = new byte[picture.Body.Length];
        picture.Body.CopyTo(_body, 0);
        new DeltaPrefix(DeltaOp.Xor, _base).Write(_body);
        return _body.AsSpan(0, picture.Body.Length);
    }
}
