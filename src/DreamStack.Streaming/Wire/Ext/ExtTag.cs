namespace DreamStack.Streaming.Wire.Ext;

/// <summary>What an entry of an EXT block says; a tag with bit 7 must be understood or the message is skipped.</summary>
public enum ExtTag : byte
{
    /// <summary>Where the picture goes: id u8, z i8, x i16, y i16.</summary>
    Layer = 1,

    /// <summary>The unwrapped seq u64; keyframes carry it.</summary>
    FullSeq = 2,

    /// <summary>The viewer an input comes from: u32, added by the relay.</summary>
    ViewerId = 3,

    /// <summary>The receiver's own number for an input: u32.</summary>
    InputId = 4,

    /// <summary>The input whose effect this message shows first: viewer id u32, input id u32.</summary>
    CausedBy = 5,

    /// <summary>Key epoch u16 and counter u64.</summary>
    Key = 6,

    /// <summary>Lease fence u32.</summary>
    LeaseFence = 7,

    /// <summary>The step of the source's world that a receiver showed when this input was made: u32.</summary>
    SeenStep = 8,
}
