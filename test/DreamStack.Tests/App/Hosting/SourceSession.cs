using System.Buffers;
using System.Text;
using DreamStack.App.Demos.Springs;
using DreamStack.App.Hosting;
using DreamStack.Rendering;
using DreamStack.Streaming.Flow;
using DreamStack.Streaming.Pictures;
using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Control;
using DreamStack.Streaming.Wire.Ext;
using DreamStack.Streaming.Wire.Frames;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace DreamStack.Tests.App.Hosting;

/// <summary>A source at the springs demo under fake time, with a peer that checks and keeps all it says.</summary>
internal sealed class SourceSession : IDisposable
{
    private readonly ArrayBufferWriter<byte> _output = new(1 << 20);
    private readonly PictureDecoder _decoder = new();
    private readonly FramePipeline? _pipeline;
    private ushort? _lastSeq;

    public SourceSession(AppSourceOptions? options = null)
    {
        _pipeline = options?.Pipeline;
        Source = new AppSource(App, Renderer, Time, options);
    }

    public FakeTimeProvider Time { get; } = new();

    public SpringsApp App { get; } = new();

    /// <summary>What a receiver in Signal mode holds.</summary>
    public SpringsApp Mirror { get; } = new();

    public SkiaRenderer Renderer { get; } = new();

    public AppSource Source { get; }

    public PictureDecoder Picture => _decoder;

    public List<SentMessage> Sent { get; } = [];

    public TimeSpan Wait { get; private set; }

    public TimeSpan Now { get; private set; }

    public IEnumerable<SentMessage> Of(FrameType type) => Sent.Where(message => message.Type == type);

    public void Demand(bool pictures = true, bool audio = false) => Receive(
        InputType.Control, new DemandControl(pictures, audio, 1).ToJson());

    public void Receive(InputType type, ReadOnlySpan<byte> body, uint viewer = 1, uint? input = null)
    {
        var ext = new ExtWriter(stackalloc byte[32]);
        ext.Add(ExtTag.ViewerId, viewer);
        if (input is { } id)
        {
            ext.Add(ExtTag.InputId, id);
        }

        var bytes = new ArrayBufferWriter<byte>();
        MessageWriter.Write(bytes, new MessageHeader(type), ext.Block, body);
        Assert.Equal(ReadStatus.Done, Source.Receive(bytes.WrittenSpan, out _));
    }

    public void Pump()
    {
        _output.ResetWrittenCount();
        Wait = Source.Pump(_output);
        ReadOnlySpan<byte> rest = _output.WrittenSpan;
        while (!rest.IsEmpty)
        {
            Assert.Equal(ReadStatus.Done, MessageReader.TryRead(ref rest, out MessageView message, out _));
            Accept(message);
        }
    }

    /// <summary>Lets time pass and pumps whenever the source asked for it.</summary>
    public void Run(TimeSpan span)
    {
        TimeSpan end = Now + span;
        while (Wait != Timeout.InfiniteTimeSpan && Now + Wait <= end)
        {
            AdvanceTo(Now + Wait);
            Pump();
        }

        AdvanceTo(end);
    }

    /// <summary>Plays the drag script, input by input, as fast as the source wants to be asked.</summary>
    public void PlayScript()
    {
        uint input = 0;
        var body = new byte[5];
        foreach (DragStep step in DragScript.Steps)
        {
            Run(step.At - Now);
            step.Pointer.Write(body);
            Receive(step.Type, body, input: ++input);
            Pump();
        }

        Run(DragScript.RestBy - Now);
    }

    /// <summary>Plays the drag script with inputs gathered for the next thirtieth of a second.</summary>
    public void PlayScriptOnTheBeat()
    {
        uint input = 0;
        int next = 0;
        var body = new byte[5];
        for (int frame = 1; ; frame++)
        {
            TimeSpan at = TimeSpan.FromTicks(frame * TimeSpan.TicksPerSecond / 30);
            if (at > DragScript.RestBy)
            {
                break;
            }

            AdvanceTo(at);
            for (; next < DragScript.Steps.Count && DragScript.Steps[next].At <= at; next++)
            {
                DragScript.Steps[next].Pointer.Write(body);
                Receive(DragScript.Steps[next].Type, body, input: ++input);
            }

            Pump();
        }
    }

    public void Dispose() => Renderer.Dispose();

    private void AdvanceTo(TimeSpan at)
    {
        Time.Advance(at - Now);
        Now = at;
    }

    private void Accept(in MessageView message)
    {
        MessageHeader header = message.Header;
        Assert.False(header.IsInput);
        // A hash stands under the seq of its picture; every other message has one of its own.
        ushort expected = (ushort)((_lastSeq ?? (ushort)(header.Seq - 1)) + (header.FrameType == FrameType.PictureHash ? 0 : 1));
        Assert.Equal(expected, header.Seq);
        _lastSeq = header.Seq;
        Assert.True(ExtBlock.TrySplit(header, message.Payload, out ExtBlock ext, out ReadOnlySpan<byte> body));
        List<(uint, uint)> causes = [];
        foreach (ExtEntry entry in ext)
        {
            if (entry.Tag == ExtTag.FullSeq && entry.TryReadUInt64(out ulong full))
            {
                Assert.True(header.IsKeyframe);
                Assert.Equal(header.Seq, (ushort)full);
                continue;
            }

            Assert.Equal(ExtTag.CausedBy, entry.Tag);
            Assert.True(entry.TryReadCausedBy(out uint viewer, out uint input));
            causes.Add((viewer, input));
        }

        string text = "";
        switch (header.FrameType)
        {
            case FrameType.SignalSync or FrameType.SignalDiff:
                text = Encoding.UTF8.GetString(body);
                Assert.True(Mirror.State.Apply(body, sync: header.FrameType == FrameType.SignalSync));
                break;
            case FrameType.DeltaPixels or FrameType.Pixels:
                Assert.Equal(PictureOutcome.Applied, _decoder.Accept(header, body));
                if (_pipeline is null) Assert.True(Renderer.Pixels.SequenceEqual(_decoder.Rgba));
                if (_pipeline is null) Assert.Equal((App.Width, App.Height), (_decoder.Width, _decoder.Height));
                break;
            case FrameType.PictureHash:
                Assert.True(PictureHashFrame.TryRead(body, out PictureHashFrame hash));
                Assert.Equal(PictureCheck.HashOf(_decoder.Rgba), hash.Hash);
                break;
        }

        Sent.Add(new SentMessage(Now, header.FrameType, header.IsKeyframe, message.Bytes.Length, causes, text));
    }
}
