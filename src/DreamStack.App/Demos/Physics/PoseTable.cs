using System.Buffers;
using System.Buffers.Binary;
using DreamStack.Physics.Bodies;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Worlds;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.App.Demos.Physics;

/// <summary>
/// Where each body is, as it is drawn: x and y in sixteenths of a pixel, the turn in 65,536ths. One record of a SignalTable has 8
/// bytes, and who applies the records holds the very numbers that the source draws by.
/// </summary>
internal sealed class PoseTable
{
    /// <summary>Rows of bodies, and keys, at most.</summary>
    public const int Rows = 256;

    public const float PixelsPerMetre = 40f;
    private const int Stride = 8;
    private const float UnitsPerPixel = 16f;
    // What lies a little outside of the picture has a place too.
    private const int Offset = 1024;

    private readonly ulong[] _poses = new ulong[Rows];
    private readonly ulong[] _sent = new ulong[Rows];

    /// <summary>Where a row's body is: pixels, y down, and radians clockwise.</summary>
    public (float X, float Y, float Angle) this[int row]
    {
        get
        {
            ulong pose = _poses[row];
            float x = ((int)(pose & 0xFFFF) - Offset) / UnitsPerPixel, y = ((int)((pose >> 16) & 0xFFFF) - Offset) / UnitsPerPixel;
            return (x, y, (uint)((pose >> 32) & 0xFFFF) * (2f * MathF.PI / 65536f));
        }
    }

    /// <summary>Takes the poses of a world's bodies.</summary>
    public void Take(World world, ReadOnlySpan<BodyId> bodies)
    {
        foreach (BodyId id in bodies)
        {
            if (id.Index >= Rows) continue;
            Pose pose = world[id].Pose;
            uint x = Units(pose.Position.X), y = Units(PlaygroundScene.Height - pose.Position.Y);
            // Clockwise on the screen, where y goes down.
            uint turn = (uint)(int)MathF.Round(-pose.Rotation.Angle * (65536f / (2f * MathF.PI))) & 0xFFFF;
            _poses[id.Index] = x | ((ulong)y << 16) | ((ulong)turn << 32);
        }
    }

    /// <summary>Writes the body of a SignalTable: the records that are not as they were sent last, or all; false when there is none.</summary>
    public bool Write(IBufferWriter<byte> output, bool whole)
    {
        bool any = false;
        for (int row = 0; row < Rows; row++)
        {
            if (whole ? _poses[row] == 0 : _poses[row] == _sent[row]) continue;
            if (!any)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(output.GetSpan(SignalTableFrame.PrefixSize), Stride);
                output.Advance(SignalTableFrame.PrefixSize);
                any = true;
            }

            _sent[row] = _poses[row];
            BinaryPrimitives.WriteUInt64LittleEndian(output.GetSpan(Stride), (_poses[row] << 16) | (uint)row);
            output.Advance(Stride);
        }

        return any;
    }

    /// <summary>Takes the records of a SignalTable; false, and none is taken, when they are not of this form.</summary>
    public bool Apply(in SignalTableFrame table)
    {
        if (table.Stride != Stride) return false;
        for (int i = 0; i < table.Count; i++)
        {
            if (table.KeyOf(i) >= Rows) return false;
        }

        for (int i = 0; i < table.Count; i++) _poses[table.KeyOf(i)] = BinaryPrimitives.ReadUInt64LittleEndian(table[i]) >> 16;
        return true;
    }

    private static uint Units(float metres) =>
        (uint)Math.Clamp((int)MathF.Round(metres * PixelsPerMetre * UnitsPerPixel) + Offset, 0, 0xFFFF);
}
