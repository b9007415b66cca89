using System.Buffers.Binary;
using DreamStack.Physics.Maths;

namespace DreamStack.App.Demos.Physics;

/// <summary>A command as bytes: u8 kind, u32 viewer, then points as i16 x and y in hundredths of a metre.</summary>
internal readonly ref struct PlaygroundCommand
{
    /// <summary>Points of a command at most.</summary>
    public const int MaxPoints = 16;

    /// <summary>Bytes of the longest command.</summary>
    public const int MaxSize = PrefixSize + (MaxPoints * PointSize);

    private const int PrefixSize = 1 + sizeof(uint);
    private const int PointSize = 2 * sizeof(short);
    private const float UnitsPerMetre = 100f;
    private readonly ReadOnlySpan<byte> _points;

    private PlaygroundCommand(CommandKind kind, uint viewer, ReadOnlySpan<byte> points)
    {
        Kind = kind;
        Viewer = viewer;
        _points = points;
    }

    public CommandKind Kind { get; }

    public uint Viewer { get; }

    /// <summary>How many points there are.</summary>
    public int Count => _points.Length / PointSize;

    public Vec2 this[int point] => new(
        BinaryPrimitives.ReadInt16LittleEndian(_points[(point * PointSize)..]) / UnitsPerMetre,
        BinaryPrimitives.ReadInt16LittleEndian(_points[((point * PointSize) + sizeof(short))..]) / UnitsPerMetre);

    /// <summary>Reads a command; false for bytes that are none.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out PlaygroundCommand command)
    {
        command = default;
        if (bytes.Length is < PrefixSize or > MaxSize || (bytes.Length - PrefixSize) % PointSize != 0) return false;
        command = new PlaygroundCommand((CommandKind)bytes[0], BinaryPrimitives.ReadUInt32LittleEndian(bytes[1..]), bytes[PrefixSize..]);
        return command.Count >= PointsOf(command.Kind);
    }

    /// <summary>Writes a command; how many bytes it has. Points beyond the most, and beyond 327 m, are cut.</summary>
    public static int Write(Span<byte> to, CommandKind kind, uint viewer, ReadOnlySpan<Vec2> points)
    {
        to[0] = (byte)kind;
        BinaryPrimitives.WriteUInt32LittleEndian(to[1..], viewer);
        int length = PrefixSize;
        foreach (Vec2 point in points[..Math.Min(points.Length, MaxPoints)])
        {
            BinaryPrimitives.WriteInt16LittleEndian(to[length..], Units(point.X));
            BinaryPrimitives.WriteInt16LittleEndian(to[(length + sizeof(short))..], Units(point.Y));
            length += PointSize;
        }

        return length;
    }

    private static short Units(float metres) => (short)Math.Clamp(MathF.Round(metres * UnitsPerMetre), short.MinValue, short.MaxValue);

    private static int PointsOf(CommandKind kind) => kind switch
    {
        CommandKind.Plate => 3,
        CommandKind.Wire or CommandKind.Region => 2,
        CommandKind.Release or CommandKind.ReleaseAll or CommandKind.Reset or CommandKind.Kick => 0,
        _ => 1,
    };
}
