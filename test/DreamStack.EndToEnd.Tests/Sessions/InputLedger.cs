using System.Collections.Concurrent;
using System.Text;
using DreamStack.Client.Sourcing;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;
using DreamStack.Streaming.Wire.Ext;
using DreamStack.Streaming.Wire.Inputs;

namespace DreamStack.EndToEnd.Tests.Sessions;

/// <summary>What arrived at the source, in order.</summary>
internal sealed class InputLedger
{
    private const int Told = 12;
    private readonly ConcurrentQueue<ArrivedInput> _arrived = new();

    /// <summary>What the viewers want together, as the relay said it last.</summary>
    public DemandControl? Demand => Of<DemandControl>().LastOrDefault();

    /// <summary>All inputs of these types.</summary>
    public ArrivedInput[] Of(params InputType[] types) => [.. _arrived.Where(input => types.Contains(input.Type))];

    /// <summary>All bodies of this kind.</summary>
    public T[] Of<T>() => [.. _arrived.Select(input => input.Body).OfType<T>()];

    public override string ToString() => string.Join('\n', _arrived.TakeLast(Told));

    public void Note(InputView input)
    {
        ReadOnlySpan<byte> bytes = input.Bytes;
        if (MessageReader.TryRead(ref bytes, out MessageView message, out _) != ReadStatus.Done) return;
        ExtBlock.TrySplit(message.Header, message.Payload, out _, out ReadOnlySpan<byte> body);
        InputType type = message.Header.InputType;
        _arrived.Enqueue(new ArrivedInput(type, BodyOf(type, body)));
    }

    private static object BodyOf(InputType type, ReadOnlySpan<byte> body) => type switch
    {
        InputType.Pointer or InputType.PointerDown or InputType.PointerUp
            when PointerInput.TryRead(body, out PointerInput pointer) => pointer,
        InputType.Touch or InputType.TouchEnd or InputType.TouchCancel when TouchInput.TryRead(body, out TouchInput touch) => touch,
        InputType.KeyDown or InputType.KeyUp when KeyInput.TryRead(body, out KeyInput key) => key,
        InputType.Scroll when ScrollInput.TryRead(body, out ScrollInput scroll) => scroll,
        InputType.Resize when ResizeInput.TryRead(body, out ResizeInput resize) => resize,
        InputType.Text => Encoding.UTF8.GetString(body),
        InputType.Control when ControlMessage.TryRead(body.ToArray(), out ControlMessage? control) == ReadStatus.Done => control!,
        _ => body.ToArray(),
    };
}
