using DreamStack.Cli.Prove.Wan.Recorded;
using DreamStack.Cli.Prove.Wan.Tls;
using DreamStack.Streaming.Codec;
using DreamStack.Streaming.Pictures;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Ext;
using DreamStack.Streaming.Wire.Frames;
using DreamStack.Streaming.Wire.Inputs;

namespace DreamStack.Cli.Prove.Wan.Peers;

/// <summary>A viewer that acknowledges every picture as a receiver does, and only looks at headers unless it checks pictures.</summary>
internal sealed class WanViewer(TlsSocket tls, string stream, int index, SentTimes sent, MessageExpander expander, TimeProvider time)
    : WanPeer(tls, $"/stream/{stream}?mode=delta&audio=1", time)
{
    private const int IndexShift = 20;
    private const int Kept = 1 << 12;
    private readonly long[] _inputAt = new long[Kept];
    private readonly TimeProvider _time = time;
    private PictureDecoder? _picture;
    private PictureCheck? _check;
    private uint _inputs;
    private ushort _newest;
    private bool _has;

    /// <summary>Where what comes is counted; null while it is not.</summary>
    public Arrivals? Log { get; set; }

    protected override MessageHeader PingHeader => new(InputType.Ping);

    /// <summary>The viewer that made an input.</summary>
    public static uint IndexOf(uint input) => input >> IndexShift;

    /// <summary>From now on this viewer decodes what it gets and compares it with the source's hashes.</summary>
    public void CheckPictures()
    {
        _picture = new PictureDecoder();
        _check = new PictureCheck(_picture);
    }

    /// <summary>Moves the pointer.</summary>
    public void Point()
    {
        uint serial = _inputs++ & ((1 << IndexShift) - 1);
        _inputAt[serial % Kept] = _time.GetTimestamp();
        ExtWriter ext = new(stackalloc byte[16]);
        ext.Add(ExtTag.InputId, ((uint)index << IndexShift) | serial);
        Span<byte> body = stackalloc byte[PointerInput.Size];
        new PointerInput((ushort)(300 + (serial % 60)), 200, 0).Write(body);
        Output.AddMessage(Number(new MessageHeader(InputType.Pointer)), ext.Block, body);
        Flush();
    }

    protected override void Receive(in MessageView message)
    {
        if (Log is not null) Log.Bytes += message.Bytes.Length;
        if (!ExtBlock.TrySplit(message.Header, message.Payload, out ExtBlock ext, out ReadOnlySpan<byte> coded)) return;
        if (expander.TryExpand(message.Header, coded, out MessageHeader header, out ReadOnlySpan<byte> body) != ReadStatus.Done) return;
        if (header.IsPicture)
        {
            if (_picture is not null) Decode(header, body);
            if ((header.Flags & MessageFlags.Part) == 0) Shown(header, ext, body);
        }
        else if (header.FrameType == FrameType.AudioPcm)
        {
            if (sent.Since(header.Seq) is { } took) Log?.Sounds.Add(took);
        }
        else if (header.FrameType == FrameType.PictureHash && _check is not null && PictureHashFrame.TryRead(body, out PictureHashFrame hash))
        {
            Judge(_check.Expect(header.Seq, hash.Hash));
        }
    }

    private void Shown(in MessageHeader header, in ExtBlock ext, ReadOnlySpan<byte> body)
    {
        Span<byte> ack = stackalloc byte[AckInput.Size];
        new AckInput(header.Seq, header.Seq, ClockMs).Write(ack);
        Output.AddMessage(Number(new MessageHeader(InputType.Ack)), [], ack);
        // Anything but the delta to the picture held is the relay's own.
        bool next = _has && DeltaPrefix.TryRead(body, out DeltaPrefix prefix, out _) && prefix.Op == DeltaOp.Xor && prefix.BaseSeq == _newest;
        (_newest, _has) = (header.Seq, true);
        if (Log is null) return;
        if (sent.Since(header.Seq) is { } took) Log.Pictures.Add(took);
        if (!next) Log.CaughtUp++;
        foreach (ExtEntry entry in ext)
        {
            if (entry.Tag != ExtTag.CausedBy || !entry.TryReadCausedBy(out _, out uint input) || IndexOf(input) != index) continue;
            ref long at = ref _inputAt[(input & ((1 << IndexShift) - 1)) % Kept];
            if (at != 0) Log.Inputs.Add(_time.GetElapsedTime(at).TotalMilliseconds);
            at = 0;
        }
    }

    private void Decode(in MessageHeader header, ReadOnlySpan<byte> body)
    {
        if (_picture!.Accept(header, body) == PictureOutcome.Applied) Judge(_check!.Applied());
    }

    private void Judge(bool? equal)
    {
        if (equal is not { } same || Log is null) return;
        Log.Checked++;
        if (!same) Log.Diverged++;
    }
}
