using System.Buffers;
using System.Runtime.InteropServices;
using DreamStack.Streaming.Wire;

namespace DreamStack.App.Hosting;

/// <summary>
/// Cuts an app's sound into messages of 20 ms, each sent when its first sample is due, so that a sound is heard from the
/// moment it begins. Unwanted sound is made and dropped: it must not wait and ring when somebody starts to listen.
/// </summary>
internal sealed class AudioOut(IApp app)
{
    private const int BlockSamples = IApp.AudioRate / 50;

    /// <summary>What is later than this, as after a machine slept, is made and dropped.</summary>
    private static readonly TimeSpan s_latest = TimeSpan.FromMilliseconds(250);

    /// <summary>What is later than this is not even made: any pluck has ended, and a drone goes on from anywhere.</summary>
    private static readonly TimeSpan s_forgotten = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_block = TimeSpan.FromMilliseconds(20);

    private readonly float[] _samples = new float[BlockSamples];
    private TimeSpan _next;

    /// <summary>True while there is sound whose next block has a time.</summary>
    public bool Sounding { get; private set; }

    /// <summary>Writes every block that is due, if wanted; gives how many.</summary>
    public int Write(TimeSpan now, bool wanted, Originator originator, IBufferWriter<byte> output)
    {
        _next = !Sounding ? now : now - _next > s_forgotten ? now - s_forgotten : _next;
        int blocks = 0;
        for (; _next <= now; _next += s_block)
        {
            int count = app.RenderAudio(_samples);
            Sounding = count > 0;
            if (!Sounding)
            {
                break;
            }

            if (wanted && now - _next <= s_latest)
            {
                MessageHeader header = new(FrameType.AudioPcm) { Width = IApp.AudioRate, Height = 1 };
                MessageWriter.Write(
                    output, originator.Stamp(header), MemoryMarshal.AsBytes(_samples.AsSpan(0, count)));
                blocks++;
            }
        }

        return blocks;
    }

    public TimeSpan UntilNext(TimeSpan now) => _next > now ? _next - now : TimeSpan.Zero;
}
