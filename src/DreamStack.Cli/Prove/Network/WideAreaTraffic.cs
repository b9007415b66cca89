namespace DreamStack.Cli.Prove.Network;

/// <summary>Packets that a long way has seen.</summary>
/// <param name="Carried">Towards the far network, arrived.</param>
/// <param name="Lost">By chance.</param>
/// <param name="Overflowed">Because a queue was full.</param>
/// <param name="Returned">From the far network.</param>
internal readonly record struct WideAreaTraffic(long Carried, long Lost, long Overflowed, long Returned)
{
    /// <summary>The share lost by chance, in percent.</summary>
    public double LossPercent => 100.0 * Lost / Math.Max(1, Carried + Lost + Overflowed);

    public static WideAreaTraffic operator -(WideAreaTraffic after, WideAreaTraffic before) => new(
        after.Carried - before.Carried, after.Lost - before.Lost, after.Overflowed - before.Overflowed, after.Returned - before.Returned);
}
