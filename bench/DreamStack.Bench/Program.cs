using DreamStack.Bench.Codec;

return args switch
{
    ["ratios", ..] => CodecRatios.Run(200),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("dotnet run --project bench/DreamStack.Bench -c Release -- ratios");
    return 2;
}
