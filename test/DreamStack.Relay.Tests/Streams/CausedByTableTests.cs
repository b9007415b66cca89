using DreamStack.Relay.Streams;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Ext;

namespace DreamStack.Relay.Tests.Streams;

public class CausedByTableTests
{
    private readonly CausedByTable _table = new();

    [Fact]
    public void The_newest_input_of_the_four_newest_viewers_is_kept()
    {
        foreach ((uint viewer, uint input) in ((uint, uint)[])[(1, 1), (2, 1), (3, 1), (1, 2), (4, 1), (5, 1)]) Note(viewer, input);
        Assert.Equal([(5, 1), (4, 1), (1, 2), (3, 1)], Read());
        Note(3, 9);
        Assert.Equal([(3, 9), (5, 1), (4, 1), (1, 2)], Read());
        _table.Clear();
        Assert.Empty(Read());
    }

    private void Note(uint viewer, uint input)
    {
        ExtWriter writer = new(stackalloc byte[64]);
        writer.AddCausedBy(viewer, input);
        MessageHeader header = new(FrameType.DeltaPixels, MessageFlags.Ext);
        Assert.True(ExtBlock.TrySplit(header, writer.Block, out ExtBlock ext, out _));
        _table.Note(ext);
    }

    private (uint, uint)[] Read()
    {
        ExtWriter writer = new(stackalloc byte[2 + CausedByTable.MaxLength]);
        _table.WriteTo(ref writer);
        List<(uint, uint)> read = [];
        if (writer.Block.IsEmpty) return [];
        Assert.True(ExtBlock.TrySplit(new MessageHeader(FrameType.DeltaPixels, MessageFlags.Ext), writer.Block, out ExtBlock ext, out _));
        foreach (ExtEntry entry in ext)
        {
            Assert.True(entry.TryReadCausedBy(out uint viewer, out uint input));
            read.Add((viewer, input));
        }

        return [.. read];
    }
}
