using System.Buffers;
using System.Buffers.Binary;
using DreamStack.App.Demos.Physics;
using DreamStack.App.Hosting;
using DreamStack.App.Lockstep;
using DreamStack.App.Scene;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;
using DreamStack.Streaming.Wire.Ext;
using DreamStack.Streaming.Wire.Inputs;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace DreamStack.Tests.App.Demos.Physics;

/// <summary>A playground under fake time, and two receivers that get nothing but its messages: one draws its records, one runs its world.</summary>
internal sealed class PlaygroundSession
{
    private static readonly TimeSpan s_frame = TimeSpan.FromSeconds(1.0 / 60);
    private readonly FakeTimeProvider _time = new();
    private readonly ArrayBufferWriter<byte> _output = new(1 << 20);
    private readonly AppSource _source;

    public PlaygroundSession()
    {
        _source = new AppSource(App, new NoRenderer(), _time, new AppSourceOptions { FramesPerSecond = 60 });
        _source.BeginConnection();
        Receive(InputType.Control, new DemandControl(Pictures: false, Audio: false, 2, Lockstep: true).ToJson());
        Pump();
    }

    public PhysicsApp App { get; } = new();

    public PhysicsApp Drawer { get; } = new();

    public PhysicsApp Runner { get; } = new();

    /// <summary>Bytes of each type since the last <see cref="Forget"/>, headers and all.</summary>
    public Dictionary<FrameType, long> Bytes { get; } = [];

    /// <summary>Records of poses since then, the whole table aside.</summary>
    public long Records { get; private set; }

    public long RecordBytes { get; private set; }

    public long Frames => _source.Frames;

    public void Forget()
    {
        Bytes.Clear();
        (Records, RecordBytes) = (0, 0);
    }

    /// <summary>One frame on; true when it was told to the receivers.</summary>
    public bool Frame()
    {
        _time.Advance(s_frame);
        long before = _source.Frames;
        Pump();
        return _source.Frames > before;
    }

    public void Pointer(InputType type, float x, float y, uint viewer = 1, long? seen = null)
    {
        Span<byte> body = stackalloc byte[PointerInput.Size];
        new PointerInput((ushort)x, (ushort)y, (byte)(type == InputType.PointerUp ? 0 : 1)).Write(body);
        Receive(type, body, viewer, seen);
    }

    public void Press(float x, float y)
    {
        Pointer(InputType.PointerDown, x, y);
        Pointer(InputType.PointerUp, x, y);
    }

    public static DisplayList DrawingOf(PhysicsApp app)
    {
        DisplayList list = new();
        app.Draw(list);
        return list;
    }

    public void AssertAllDrawTheSame()
    {
        DisplayList source = DrawingOf(App), drawn = DrawingOf(Drawer), run = DrawingOf(Runner);
        Assert.True(source.Words.SequenceEqual(drawn.Words) && source.Text.SequenceEqual(drawn.Text), "The one that draws records shows something else.");
        Assert.True(source.Words.SequenceEqual(run.Words) && source.Text.SequenceEqual(run.Text), "The one that runs the world shows something else.");
    }

    private void Receive(InputType type, ReadOnlySpan<byte> body, uint viewer = 1, long? seen = null)
    {
        ExtWriter ext = new(stackalloc byte[32]);
        ext.Add(ExtTag.ViewerId, viewer);
        if (seen is { } step) ext.Add(ExtTag.SeenStep, (uint)step);
        ArrayBufferWriter<byte> bytes = new();
        MessageWriter.Write(bytes, new MessageHeader(type), ext.Block, body);
        Assert.Equal(ReadStatus.Done, _source.Receive(bytes.WrittenSpan, out _));
        Assert.Equal(0, _source.SkippedMessages);
    }

    private void Pump()
    {
        _output.ResetWrittenCount();
        _source.Pump(_output);
        ReadOnlySpan<byte> rest = _output.WrittenSpan;
        while (!rest.IsEmpty)
        {
            Assert.Equal(ReadStatus.Done, MessageReader.TryRead(ref rest, out MessageView message, out _));
            Take(message);
        }
    }

    private void Take(in MessageView message)
    {
        MessageHeader header = message.Header;
        Assert.True(ExtBlock.TrySplit(header, message.Payload, out _, out ReadOnlySpan<byte> body));
        Bytes[header.FrameType] = Bytes.GetValueOrDefault(header.FrameType) + message.Bytes.Length;
        switch (header.FrameType)
        {
            case FrameType.SignalSync or FrameType.SignalDiff:
                Assert.True(Drawer.State.Apply(body, header.IsKeyframe));
                Assert.True(Runner.State.Apply(body, header.IsKeyframe));
                break;
            case FrameType.SignalTable:
                Assert.True(Drawer.ApplyTable(body));
                if (header.IsKeyframe) break;
                Records += (body.Length - 2) / BinaryPrimitives.ReadUInt16LittleEndian(body);
                RecordBytes += body.Length - 2;
                break;
            case FrameType.Lockstep:
                Assert.Equal(LockstepOutcome.InStep, Runner.Follower.Take(body, header.IsKeyframe));
                Runner.ShowFollower();
                break;
            default:
                Assert.Fail($"Nobody wanted {header.FrameType}.");
                break;
        }
    }

    private sealed class NoRenderer : IPictureRenderer
    {
        public ReadOnlySpan<byte> Render(DisplayList list, int width, int height) => throw new InvalidOperationException("Nobody wants pictures.");
    }
}
