using System.Buffers;
using System.Text;
using System.Text.Json;
using DreamStack.Streaming.Flow;
using DreamStack.Streaming.Flow.Metrics;

namespace DreamStack.Streaming.Wasm;

/// <summary>What the flow policies know, as text for JavaScript.</summary>
internal static class FlowJson
{
    public static string Of(MultiClientSync sync) => Write(json =>
    {
        json.WriteBoolean("synced", sync.IsSynced);
        json.WriteNumber("answers", sync.Clock.Count);
        json.WriteNumber("offsetMs", sync.Clock.OffsetUs(sync.LocalUs) / 1000.0);
        json.WriteNumber("driftPpm", sync.Clock.DriftPpm);
        json.WriteNumber("roundTripMs", sync.Clock.RoundTripUs / 1000.0);
        json.WriteNumber("delayMs", sync.Delay.TotalMilliseconds);
        json.WriteNumber("neededMs", sync.DelayNeeded.TotalMilliseconds);
        json.WriteNumber("late", sync.Late);
    });

    public static string Of(IWorldFollower? world) => world?.Figures is not { } figures ? "null" : Write(json =>
    {
        json.WriteNumber("checked", figures.Checked);
        json.WriteNumber("parted", figures.Diverged);
        json.WriteNumber("late", figures.RolledBack);
        json.WriteNumber("wholes", figures.Keyframes);
        json.WriteBoolean("compiled", world.IsCompiled);
    });

    public static string Of(FrameCompressor frames) => Write(json =>
    {
        json.WriteNumber("compressed", frames.Compressed);
        json.WriteNumber("untouched", frames.Untouched);
        json.WriteNumber("bytesSaved", frames.BytesSaved);
    });

    public static string Of(FrameDedup frames) => Write(json =>
    {
        json.WriteString("hash", frames.Hash.ToString("x16"));
        json.WriteNumber("frames", frames.Frames);
        json.WriteNumber("repeats", frames.Repeats);
        json.WriteNumber("bytesSaved", frames.BytesSaved);
    });

    public static string Of(PixelThrift thrift) => Write(json =>
    {
        json.WriteNumber("repeats", thrift.Dedup.Repeats);
        json.WriteNumber("repeatBytes", thrift.Dedup.BytesSaved);
        json.WriteNumber("compressedBytes", thrift.Compressor.BytesSaved);
        json.WriteNumber("trimmedBytes", thrift.TrimmedBytes);
        json.WriteNumber("rawBytes", thrift.RawBytes);
    });

    public static string Of(MetricsSnapshot snapshot)
    {
        ArrayBufferWriter<byte> output = new();
        snapshot.WriteJson(output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    public static string TextOf(MetricsSnapshot snapshot)
    {
        ArrayBufferWriter<byte> output = new();
        snapshot.WritePrometheus(output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    public static string Write(Action<Utf8JsonWriter> fields)
    {
        ArrayBufferWriter<byte> output = new();
        using (Utf8JsonWriter json = new(output))
        {
            json.WriteStartObject();
            fields(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
