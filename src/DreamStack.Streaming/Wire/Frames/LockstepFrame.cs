using System.Buffers.Binary;

namespace DreamStack.Streaming.Wire.Frames;

/// <summary>
/// A Lockstep body, borrowed: the u32 step that the world is at, then with KEYFRAME its whole state, otherwise the steps that it
/// took from there, each a u8 of flags (bit 0: taken before, run again), u8 count of inputs, u64 checksum after it and the inputs.
/// </summary>
public readonly ref struct LockstepFrame
{
    /// <summary>Bytes before the state or the first step.</summary>
    public const int PrefixSize = sizeof(uint);

    /// <summary>Steps in one message at most: two seconds at 60 a second.</summary>
    public const int MaxSteps = 120;

    private LockstepFrame(uint step, ReadOnlySpan<byte> rest, int count)
    {
        Step = step;
        Rest = rest;
        Count = count;
    }

    /// <summary>The step that the world is at before what follows.</summary>
    public uint Step { get; }

    /// <summary>The state, or the steps.</summary>
    public ReadOnlySpan<byte> Rest { get; }

    /// <summary>How many steps there are.</summary>
    public int Count { get; }

    /// <summary>Reads a body; false when it is cut short or says more than it may.</summary>
    public static bool TryRead(ReadOnlySpan<byte> body, bool whole, out LockstepFrame frame)
    {
        frame = default;
        if (!BinaryPrimitives.TryReadUInt32LittleEndian(body, out uint step)) return false;
        ReadOnlySpan<byte> rest = body[PrefixSize..];
        int count = 0;
        ReadOnlySpan<byte> steps = whole ? default : rest;
        while (!steps.IsEmpty)
        {
            if (count++ == MaxSteps || !LockstepStep.TryRead(ref steps, out _)) return false;
        }

        frame = new LockstepFrame(step, rest, count);
        return true;
    }
}
