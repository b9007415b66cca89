using System.Buffers;
using System.Buffers.Binary;

namespace DreamStack.Streaming.Wire.Frames;

/// <summary>One step of a Lockstep body, borrowed.</summary>
public readonly ref struct LockstepStep
{
    private const int PrefixSize = 2 + sizeof(ulong);
    private const int InputPrefixSize = 1 + sizeof(ushort);

    private LockstepStep(bool isAgain, int count, ulong checksum, ReadOnlySpan<byte> inputs)
    {
        IsAgain = isAgain;
        Count = count;
        Checksum = checksum;
        Inputs = inputs;
    }

    /// <summary>The step was taken before and is run again, as when a record is played.</summary>
    public bool IsAgain { get; }

    /// <summary>How many inputs there are.</summary>
    public int Count { get; }

    /// <summary>The world's checksum after the step.</summary>
    public ulong Checksum { get; }

    /// <summary>The inputs, for <see cref="TryTake"/>.</summary>
    public ReadOnlySpan<byte> Inputs { get; }

    /// <summary>Takes the first step from the front; false when it is cut short.</summary>
    public static bool TryRead(ref ReadOnlySpan<byte> steps, out LockstepStep step)
    {
        step = default;
        if (steps.Length < PrefixSize) return false;
        int count = steps[1];
        ReadOnlySpan<byte> rest = steps[PrefixSize..];
        for (int i = 0; i < count; i++)
        {
            if (!TryTake(ref rest, out _, out _)) return false;
        }

        int length = steps.Length - PrefixSize - rest.Length;
        step = new LockstepStep((steps[0] & 1) != 0, count, BinaryPrimitives.ReadUInt64LittleEndian(steps[2..]), steps.Slice(PrefixSize, length));
        steps = rest;
        return true;
    }

    /// <summary>Takes the first input from the front: how many steps before this one it acts, and its bytes; false when it is cut short.</summary>
    public static bool TryTake(ref ReadOnlySpan<byte> inputs, out int back, out ReadOnlySpan<byte> input)
    {
        back = 0;
        input = default;
        if (inputs.Length < InputPrefixSize) return false;
        int length = BinaryPrimitives.ReadUInt16LittleEndian(inputs[1..]);
        if (inputs.Length < InputPrefixSize + length) return false;
        back = inputs[0];
        input = inputs.Slice(InputPrefixSize, length);
        inputs = inputs[(InputPrefixSize + length)..];
        return true;
    }

    /// <summary>Begins a step; as many inputs as said must follow.</summary>
    public static void Write(IBufferWriter<byte> output, bool isAgain, byte inputs, ulong checksum)
    {
        ArgumentNullException.ThrowIfNull(output);
        Span<byte> to = output.GetSpan(PrefixSize);
        to[0] = isAgain ? (byte)1 : (byte)0;
        to[1] = inputs;
        BinaryPrimitives.WriteUInt64LittleEndian(to[2..], checksum);
        output.Advance(PrefixSize);
    }

    /// <summary>Adds an input of the step.</summary>
    public static void WriteInput(IBufferWriter<byte> output, byte back, ReadOnlySpan<byte> input)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(input.Length, ushort.MaxValue);
        Span<byte> to = output.GetSpan(InputPrefixSize + input.Length);
        to[0] = back;
        BinaryPrimitives.WriteUInt16LittleEndian(to[1..], (ushort)input.Length);
        input.CopyTo(to[InputPrefixSize..]);
        output.Advance(InputPrefixSize + input.Length);
    }
}
