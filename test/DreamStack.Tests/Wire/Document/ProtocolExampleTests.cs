using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DreamStack.Streaming.Codec;
using DreamStack.Streaming.Pictures;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;
using DreamStack.Streaming.Wire.Ext;
using DreamStack.Streaming.Wire.Frames;
using DreamStack.Streaming.Wire.Inputs;
using DreamStack.Tests.House;
using Xunit;

namespace DreamStack.Tests.Wire.Document;

public sealed class ProtocolExampleTests
{
    private static readonly ProtocolDocument Document = new();

    private static readonly JsonSerializerOptions Readable =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static IReadOnlyList<ProtocolExample> Examples { get; } =
        [.. Document.Examples("Frame types"), .. Document.Examples("Input types")];

    public static TheoryData<string> Files => [.. Examples.Select(example => example.File)];

    [Fact]
    public void Every_type_has_one_example()
    {
        Assert.Equal(
            Enum.GetValues<FrameType>().Select(type => type.ToString()), Examples.Where(e => !e.IsInput).Select(e => e.Type));
        Assert.Equal(
            Enum.GetValues<InputType>().Select(type => type.ToString()), Examples.Where(e => e.IsInput).Select(e => e.Type));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void An_example_is_one_whole_message_of_its_type(string file)
    {
        ProtocolExample example = Examples.Single(e => e.File == file);
        ReadOnlySpan<byte> rest = example.Message;
        Assert.Equal(ReadStatus.Done, MessageReader.TryRead(ref rest, out MessageView message, out _));
        Assert.True(rest.IsEmpty);
        MessageHeader header = message.Header;
        Assert.Equal((example.Code, example.IsInput), (header.Type, header.IsInput));
        Assert.StartsWith($"header: seq {header.Seq}, {header.Timestamp} ms", example.Meaning, StringComparison.Ordinal);
        Assert.Contains($"{header.PayloadLength} bytes follow", example.Meaning, StringComparison.Ordinal);
        if (header.Width != 0) Assert.Contains($"{header.Width} x {header.Height}", example.Meaning, StringComparison.Ordinal);
        Assert.True(ReadsAsItsType(header, message.Payload), "The body is not what its type says.");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_golden_file_is_the_example(string file)
    {
        ProtocolExample example = Examples.Single(e => e.File == file);
        Assert.Equal(Approval.Approved($"test/golden/{file}", example.Message), example.Message);
    }

    [Fact]
    public void The_golden_index_tells_every_file()
    {
        var index = Examples.Select(e => new { file = e.File, input = e.IsInput, code = e.Code, type = e.Type, meaning = e.Meaning });
        string json = JsonSerializer.Serialize(index, Readable).ReplaceLineEndings("\n") + "\n";
        Assert.Equal(Encoding.UTF8.GetString(Approval.Approved("test/golden/index.json", Encoding.UTF8.GetBytes(json))), json);
    }

    [Fact]
    public void The_example_of_an_input_with_tags_reads_as_its_lines_say()
    {
        ReadOnlySpan<byte> bytes = Document.FirstHex("EXT block");
        Assert.Equal(ReadStatus.Done, MessageReader.TryRead(ref bytes, out MessageView message, out _));
        Assert.True(ExtBlock.TrySplit(message.Header, message.Payload, out ExtBlock ext, out ReadOnlySpan<byte> body));
        Assert.True(ext.TryFind(ExtTag.ViewerId, out ExtEntry viewer) & viewer.TryReadUInt32(out uint from));
        Assert.True(ext.TryFind(ExtTag.InputId, out ExtEntry id) & id.TryReadUInt32(out uint number));
        Assert.True(PointerInput.TryRead(body, out PointerInput input));
        Assert.Equal((7u, 41u, new PointerInput(120, 100, 0)), (from, number, input));
    }

    private static bool ReadsAsItsType(in MessageHeader header, ReadOnlySpan<byte> body) => header.IsInput
        ? header.InputType switch
        {
            InputType.Pointer or InputType.PointerDown or InputType.PointerUp => PointerInput.TryRead(body, out _),
            InputType.KeyDown or InputType.KeyUp => KeyInput.TryRead(body, out _),
            InputType.Touch or InputType.TouchEnd or InputType.TouchCancel => TouchInput.TryRead(body, out _),
            InputType.GamepadAxis or InputType.GamepadButton => GamepadInput.TryRead(body, out _),
            InputType.Midi => MidiInput.TryRead(body, out _),
            InputType.Scroll => ScrollInput.TryRead(body, out _),
            InputType.Resize => ResizeInput.TryRead(body, out _),
            InputType.BciInput => BciInput.TryRead(body, out _, out _),
            InputType.Ack => AckInput.TryRead(body, out _),
            InputType.KeyframeRequest => body.IsEmpty,
            InputType.Control => IsControl(body),
            InputType.Ping => PingFrame.TryRead(body, out _),
            InputType.Text => Encoding.UTF8.GetString(body) == "é",
            _ => body.Length == sizeof(float),
        }
        : header.FrameType switch
        {
            FrameType.Pixels or FrameType.NeuralFrame or FrameType.DeltaPixels =>
                new PictureDecoder().Accept(header, body) == PictureOutcome.Applied,
            FrameType.Compressed => new MessageExpander().TryExpand(header, body, out MessageHeader inner, out ReadOnlySpan<byte> raw)
                == ReadStatus.Done && inner.FrameType == FrameType.SignalSync && IsJson(raw),
            FrameType.Haptic => HapticFrame.TryRead(body, out _),
            FrameType.SignalSync or FrameType.SignalDiff => IsJson(body),
            FrameType.Control => IsControl(body),
            FrameType.Ping => PingFrame.TryRead(body, out _),
            FrameType.End => EndFrame.TryRead(body, out _),
            _ => !body.IsEmpty,
        };

    private static bool IsControl(ReadOnlySpan<byte> body) =>
        ControlMessage.TryRead(body.ToArray(), out ControlMessage? control) == ReadStatus.Done && control is not UnknownControl;

    private static bool IsJson(ReadOnlySpan<byte> body)
    {
        using JsonDocument document = JsonDocument.Parse(body.ToArray());
        return document.RootElement.ValueKind == JsonValueKind.Object;
    }
}
