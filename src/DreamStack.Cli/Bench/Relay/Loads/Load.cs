using DreamStack.Cli.Bench.Relay.Protocols;

namespace DreamStack.Cli.Bench.Relay.Loads;

/// <summary>One load.</summary>
/// <param name="Name">By which <c>--only</c> chooses it.</param>
/// <param name="Kind">What it asks.</param>
/// <param name="Viewers">How many get each message, are idle, or shake hands at once.</param>
/// <param name="Message">What is sent.</param>
internal sealed record Load(string Name, LoadKind Kind, int Viewers, LoadMessage Message)
{
    /// <summary>Messages on their way at once that are tried; the best of those that lose nothing is taken, for each server.</summary>
    public IReadOnlyList<int> Windows { get; init; } = [];

    /// <summary>Messages a second of a paced load.</summary>
    public double PerSecond { get; init; }

    /// <summary>The generator is judged under this load.</summary>
    public bool JudgesGenerator { get; init; }

    public bool IsPicture => Message == LoadMessage.Picture;

    /// <summary>Messages travel.</summary>
    public bool Carries => Kind is LoadKind.Flood or LoadKind.Bursts or LoadKind.Paced;

    public string Label => Kind switch
    {
        LoadKind.Flood => $"{Message.Name} × {Viewers}",
        LoadKind.Bursts => $"bursts of {Windows[0]} × {Message.Name} × {Viewers}",
        LoadKind.Paced => $"{PerSecond:0} a second × {Message.Name} × {Viewers}",
        LoadKind.Idle => $"{Viewers} idle viewers",
        _ => Viewers == 1 ? "handshakes one by one" : $"handshakes {Viewers} at once",
    };

    public static IReadOnlyList<Load> All { get; } =
    [
        .. new[] { 1, 10, 50 }.Select(viewers => new Load($"picture-{viewers}", LoadKind.Flood, viewers, LoadMessage.Picture)
        {
            Windows = [1, 2, 4], JudgesGenerator = viewers == 10,
        }),
        .. new[] { 100, 1000 }.Select(viewers => new Load($"small-{viewers}", LoadKind.Flood, viewers, LoadMessage.Small)
        {
            Windows = [48, 192, 768], JudgesGenerator = viewers == 100,
        }),
        new("burst-100", LoadKind.Bursts, 100, LoadMessage.Small) { Windows = [64] },
        new("paced-picture-10", LoadKind.Paced, 10, LoadMessage.Picture) { PerSecond = 30 },
        new("paced-small-100", LoadKind.Paced, 100, LoadMessage.Small) { PerSecond = 60 },
        new("idle-2000", LoadKind.Idle, 2000, LoadMessage.Small),
        new("connect-1", LoadKind.Connects, 1, LoadMessage.Small),
        new("connect-64", LoadKind.Connects, 64, LoadMessage.Small),
    ];
}
