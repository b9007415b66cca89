using DreamStack.Streaming.Buffers;
using DreamStack.Streaming.Flow;
using DreamStack.Streaming.Pictures;
using DreamStack.Streaming.Wire;

namespace DreamStack.Relay.FanOut;

// Pictures larger than the viewer takes in a moment: other messages get between their parts.
internal sealed partial class Outbox
{
    // A part is what the viewer takes in this time: so long does what comes meanwhile wait at most.
    private const int PartMs = 50;
    private const int LeastPart = 16 * 1024;
    // A short way may be a narrow one: until it shows what it takes, a second picture is not to wait behind the first.
    private const int UnsentAtFirst = 16 * 1024;
    private SharedBuffer? _cut;
    private int _cutAt;
    // A first picture left.
    private bool _begun;

    /// <summary>Notes the pictures that the writer has fetched; a large one is taken out of the batch and comes in parts.</summary>
    public void CountSent(List<SharedBuffer> batch)
    {
        lock (_gate)
        {
            foreach (SharedBuffer picture in batch) NoteSent(picture, picture: true);
            if (batch is not [{ } only] || _closed || !IsLarge(only))
            {
                foreach (SharedBuffer picture in batch) _link.Wrote(picture.Length);
                return;
            }

            DropCut();
            _cut = only;
            batch.Clear();
        }
    }

    private bool IsLarge(SharedBuffer picture) => RateToCutBy(picture.Length) is { } rate
        && picture.Length > Math.Max(2 * LeastPart, rate * RateEstimate.MaxUnsentMs / 1000)
        && MessageHeader.TryRead(picture.Span, out MessageHeader header) && PictureParts.CanCut(header);

    // Who has had a picture and not acknowledged it may be a program of five lines: it gets pictures whole, held back by its socket.
    private long? RateToCutBy(int length)
    {
        bool first = !_begun;
        _begun = true;
        if (_link.Acknowledges) return _link.IsMeasured ? _link.BytesPerSecond : null;
        if (!first || Drain is null) return null;
        long? rate = Drain.Cautious();
        _held = true;
        _unsentAllowed = rate * RateEstimate.MaxUnsentMs / 1000 ?? UnsentAtFirst;
        Drain.Hold(_unsentAllowed);
        return length > 2 * LeastPart ? rate : null;
    }

    // False: there is a part to come, and it goes alone.
    private bool TakePart(List<SharedBuffer> batch, ref int room)
    {
        if (_cut is not { } whole) return true;
        if (batch.Count > 0) return false;
        if (!_link.Acknowledges) Look();
        int length = PictureParts.BodyLength(whole.Span);
        int count = (int)Math.Min(length - _cutAt, Math.Max(LeastPart, _link.BytesPerSecond * PartMs / 1000));
        SharedBuffer part = SharedBuffer.Rent(PictureParts.LengthOf(whole.Span, _cutAt, count));
        PictureParts.Write(whole.Span, _cutAt, count, part.Span);
        batch.Add(part);
        room -= part.Length;
        _cutAt += count;
        if (_cutAt == length) DropCut();
        return false;
    }

    private void DropCut()
    {
        _cut?.Release();
        _cut = null;
        _cutAt = 0;
    }
}
