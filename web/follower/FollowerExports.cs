using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DreamStack.App.Demos.Physics;
using DreamStack.App.Lockstep;
using DreamStack.Physics.Bodies;
using DreamStack.Physics.Worlds;

namespace DreamStack.Follower;

/// <summary>
/// What the host calls: bytes of Lockstep messages in, an outcome and the body of a SignalTable out. A message that cannot be taken ends
/// the module, and the host drops it.
/// </summary>
internal static unsafe class FollowerExports
{
    private static readonly LockstepReceiver s_follower = new(Playground.NewWorld(), PlaygroundRules.Apply, Playground.Settings);
    private static readonly PoseTable s_poses = new();
    private static readonly BodyId[] s_bodies = new BodyId[PoseTable.Rows];
    private static readonly ArrayBufferWriter<byte> s_table = new();
    private static byte[] s_inbox = [];

    /// <summary>Where to put a message's body.</summary>
    [UnmanagedCallersOnly(EntryPoint = "inbox")]
    public static byte* Inbox(int length)
    {
        if (s_inbox.Length < length) s_inbox = GC.AllocateUninitializedArray<byte>(length + (length / 4), pinned: true);
        return (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(s_inbox));
    }

    /// <summary>Takes the inbox; a <see cref="LockstepOutcome"/>.</summary>
    [UnmanagedCallersOnly(EntryPoint = "take")]
    public static int Take(int length, int whole)
    {
        LockstepOutcome outcome = s_follower.Take(s_inbox.AsSpan(0, length), whole != 0);
        s_table.ResetWrittenCount();
        if (outcome != LockstepOutcome.InStep || s_follower.Timeline is not { } timeline) return (int)outcome;
        World world = timeline.World;
        int count = Math.Min(s_bodies.Length, world.CopyBodies(s_bodies));
        s_poses.Take(world, s_bodies.AsSpan(0, count));
        s_poses.Write(s_table, whole != 0);
        return (int)outcome;
    }

    /// <summary>Where the poses that have changed lie, as the body of a SignalTable.</summary>
    [UnmanagedCallersOnly(EntryPoint = "table")]
    public static byte* Table() => (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(s_table.WrittenSpan));

    /// <summary>Its bytes; 0 when nothing moved.</summary>
    [UnmanagedCallersOnly(EntryPoint = "table_length")]
    public static int TableLength() => s_table.WrittenCount;

    /// <summary>The step the world is at.</summary>
    [UnmanagedCallersOnly(EntryPoint = "now")]
    public static long Now() => s_follower.Timeline?.Now ?? 0;

    /// <summary>Checksums compared (0), of them not the source's (1), late inputs (2).</summary>
    [UnmanagedCallersOnly(EntryPoint = "figure")]
    public static long Figure(int which) => which switch
    {
        0 => s_follower.Checked,
        1 => s_follower.Diverged,
        _ => s_follower.RolledBack,
    };
}
