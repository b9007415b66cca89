using System.Globalization;
using DreamStack.Bench;
using DreamStack.Bench.Codec;
using DreamStack.Bench.Physics;

return args switch
{
    ["ratios"] => CodecRatios.Run(200),
    ["fuzz"] => FuzzCommand.Run(10_000_000, seed: 1),
    ["fuzz", "--count", var count] => FuzzCommand.Run(long.Parse(count, CultureInfo.InvariantCulture), seed: 1),
    ["codec"] => CodecTable.Run(),
    ["physics", "state"] => PhysicsCommand.RunState(RepositoryFolder.Path),
    ["physics", "sixty"] => PhysicsCommand.RunSixty(RepositoryFolder.Path),
    ["physics"] => PhysicsCommand.Run(RepositoryFolder.Path, rounds: 2),
    ["physics", "--rounds", var count] => PhysicsCommand.Run(RepositoryFolder.Path, int.Parse(count, CultureInfo.InvariantCulture)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        dotnet run --project bench/DreamStack.Bench -c Release -- codec                the codec against memcpy, LZ4 and Zstd
        dotnet run --project bench/DreamStack.Bench -c Release -- ratios               the same codec in seconds, ratios only
        dotnet run --project bench/DreamStack.Bench -c Release -- fuzz --count 10000000
        dotnet run --project bench/DreamStack.Bench -c Release -- physics              physics beside its peers (bench/physics); --rounds 2
        dotnet run --project bench/DreamStack.Bench -c Release -- physics state        of that the cost of checksums, snapshots and going back
        dotnet run --project bench/DreamStack.Bench -c Release -- physics sixty        of that how many bodies run sixty times a second in a browser
        """);
    return 2;
}
