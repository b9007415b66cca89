using BenchmarkDotNet.Attributes;
using DreamStack.Bench.Contents;
using DreamStack.Streaming.Codec;
using K4os.Compression.LZ4;
using ZstdSharp;

namespace DreamStack.Bench.Codec;

// One frame of 1280×720 a call, each on the next of several sets of buffers, so that a call does not find its frame in the
// nearest cache. The peers get the XOR frame ready made.
public class CodecBenchmarks : IDisposable
{
    private const int Sets = 5;
    private byte[][] current = [];
    private byte[][] previous = [];
    private byte[][] picture = [];
    private byte[][] difference = [];
    private byte[] coded = [];
    private byte[] lz4 = [];
    private byte[] zstd = [];
    private byte[] target = [];
    private readonly Compressor compressor = new(1);
    private readonly Decompressor decompressor = new();
    private int turn;

    [ParamsAllValues]
    public ContentKind Kind { get; set; }

    public int CodedLength { get; private set; }

    public int Lz4Length { get; private set; }

    public int ZstdLength { get; private set; }

    [GlobalSetup]
    public void Setup()
    {
        var pair = Content.Make(Kind);
        current = Copies(pair.Current);
        previous = Copies(pair.Previous);
        picture = Copies(pair.Previous);
        difference = Copies(pair.Difference());
        coded = new byte[PixelDelta.MaxEncodedLength(pair.Current.Length / 4)];
        target = new byte[LZ4Codec.MaximumOutputSize(pair.Current.Length) + 4096];
        CodedLength = PixelDelta.EncodeXor(pair.Current, pair.Previous, coded);
        lz4 = new byte[target.Length];
        Lz4Length = LZ4Codec.Encode(difference[0], lz4);
        zstd = new byte[target.Length];
        ZstdLength = compressor.Wrap(difference[0], zstd);
    }

    [Benchmark(Baseline = true)]
    public void Memcpy() => current[Next()].AsSpan().CopyTo(picture[(turn + 2) % Sets]);

    [Benchmark]
    public bool SequenceEqual() => current[Next()].AsSpan().SequenceEqual(previous[turn]);

    [Benchmark]
    public int Encode() => PixelDelta.EncodeXor(current[Next()], previous[turn], target);

    [Benchmark]
    public bool Decode() => PixelDelta.TryApplyXor(coded.AsSpan(0, CodedLength), picture[Next()]);

    [Benchmark]
    public int Lz4Encode() => LZ4Codec.Encode(difference[Next()], target);

    [Benchmark]
    public int Lz4Decode() => LZ4Codec.Decode(lz4.AsSpan(0, Lz4Length), picture[Next()]);

    [Benchmark]
    public int ZstdEncode() => compressor.Wrap(difference[Next()], target);

    [Benchmark]
    public int ZstdDecode() => decompressor.Unwrap(zstd.AsSpan(0, ZstdLength), picture[Next()]);

    public void Dispose()
    {
        compressor.Dispose();
        decompressor.Dispose();
        GC.SuppressFinalize(this);
    }

    private int Next() => turn = (turn + 1) % Sets;

    private static byte[][] Copies(byte[] bytes) => [.. Enumerable.Range(0, Sets).Select(_ => bytes.ToArray())];
}
