using System.Globalization;
using System.Text;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;
using DreamStack.Streaming.Wire.Ext;
using Xunit;

namespace DreamStack.Tests.Wire.Document;

public sealed class ProtocolTableTests
{
    private readonly ProtocolDocument _document = new();

    [Fact]
    public void The_frame_types_are_those_of_the_code() => Assert.Equal(
        Enum.GetValues<FrameType>().Select(type => ((int)type, type.ToString())), Codes("Frame types"));

    [Fact]
    public void The_input_types_are_those_of_the_code() => Assert.Equal(
        Enum.GetValues<InputType>().Select(type => ((int)type, type.ToString())), Codes("Input types"));

    [Fact]
    public void The_tags_are_those_of_the_code() => Assert.Equal(
        Enum.GetValues<ExtTag>().Select(tag => ($"{(int)tag}", tag.ToString())),
        _document.Rows("EXT block").Select(cells => (cells[0], cells[1])));

    [Fact]
    public void The_flags_are_those_of_the_code()
    {
        string[][] rows = [.. _document.Rows("Flags")];
        for (int bit = 0; bit < 6; bit++)
        {
            Assert.Equal($"{bit}", rows[bit][0]);
            Assert.Equal(((MessageFlags)(1 << bit)).ToString().ToUpperInvariant(), rows[bit][1]);
        }

        Assert.Equal(["6–7", "class"], rows[6][..2]);
        Assert.Equal(2, (int)new MessageHeader(FrameType.Haptic, MessageFlags.ClassLatest).Class);
    }

    [Fact]
    public void The_close_codes_are_those_of_the_code() => Assert.Equal(
        Enum.GetValues<CloseCode>().Select(code => (int)code).Order(),
        _document.Rows("Close codes").Select(cells => int.Parse(cells[0], CultureInfo.InvariantCulture)).Order());

    [Fact]
    public void The_limits_are_those_of_the_code()
    {
        Dictionary<string, int> code = typeof(WireLimits).GetFields().ToDictionary(field => field.Name, field => (int)field.GetRawConstantValue()!);
        Dictionary<string, int> document = _document.Rows("Limits").ToDictionary(
            cells => cells[2], cells => int.Parse(cells[1].Split(' ')[0], NumberStyles.AllowThousands, CultureInfo.InvariantCulture));
        Assert.Equal(code.OrderBy(limit => limit.Key), document.OrderBy(limit => limit.Key));
    }

    [Fact]
    public void Every_op_of_the_table_is_known()
    {
        string[] ops = [.. _document.Rows("Control objects").Select(cells => cells[0].Trim('`')).Distinct()];
        Assert.Equal(11, ops.Length);
        Assert.All(ops, op =>
        {
            byte[] json = Encoding.UTF8.GetBytes($$"""{"op":"{{op}}"}""");
            Assert.Equal(ReadStatus.Done, ControlMessage.TryRead(json, out ControlMessage? control));
            Assert.IsNotType<UnknownControl>(control);
        });
    }

    private IEnumerable<(int Code, string Type)> Codes(string section) => _document.Rows(section)
        .Where(cells => cells[0].StartsWith("0x", StringComparison.Ordinal))
        .Select(cells => (int.Parse(cells[0][2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture), cells[1]));
}
