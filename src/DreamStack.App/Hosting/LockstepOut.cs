using System.Buffers;
using DreamStack.Streaming.Wire;

namespace DreamStack.App.Hosting;

/// <summary>Writes what receivers need to run an app's world, while somebody does.</summary>
internal sealed class LockstepOut(IWorldApp? app)
{
    private readonly ArrayBufferWriter<byte> _body = new();

    /// <summary>Somebody needs the whole world.</summary>
    public bool IsWholeDue { get; private set; }

    /// <summary>Somebody runs the world, or nobody does any more.</summary>
    public void Want(bool wanted)
    {
        if (app is null) return;
        if (wanted && !app.Lockstep.IsWanted) IsWholeDue = true;
        if (!wanted) IsWholeDue = false;
        app.Lockstep.IsWanted = wanted;
    }

    /// <summary>The relay asks for a whole world.</summary>
    public void AskWhole() => IsWholeDue = app is { Lockstep.IsWanted: true };

    /// <summary>Writes what happened since the last call, and the whole world when that is due; true when there was anything.</summary>
    public bool Write(Originator originator, ReadOnlySpan<byte> ext, IBufferWriter<byte> output)
    {
        if (app is not { Lockstep.IsWanted: true }) return false;
        bool wrote = IsWholeDue;
        for (_body.ResetWrittenCount(); app.Lockstep.TryWrite(_body); _body.ResetWrittenCount())
        {
            MessageWriter.Write(output, originator.Stamp(new MessageHeader(FrameType.Lockstep)), ext, _body.WrittenSpan);
            wrote = true;
        }

        if (IsWholeDue)
        {
            app.Lockstep.WriteWhole(_body);
            MessageHeader header = new(FrameType.Lockstep, MessageFlags.Keyframe);
            MessageWriter.Write(output, originator.Stamp(header), ext, _body.WrittenSpan);
            IsWholeDue = false;
        }

        return wrote;
    }
}
