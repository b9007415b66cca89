namespace DreamStack.Streaming.Wire.Frames;

/// <summary>What the values of a coded delta are.</summary>
public enum DeltaOp : byte
{
    /// <summary>New value XOR old value; needs the picture at base_seq, or black with KEYFRAME.</summary>
    Xor = 0,

    /// <summary>New values for what changed; needs no base, idempotent.</summary>
    Replace = 1,
}
