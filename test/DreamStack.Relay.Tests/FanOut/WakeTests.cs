using DreamStack.Relay.FanOut;

namespace DreamStack.Relay.Tests.FanOut;

public class WakeTests
{
    [Fact]
    public async Task A_wake_set_before_the_wait_is_not_lost_and_counts_once()
    {
        Wake wake = new();
        wake.Set();
        wake.Set();
        Task first = wake.WaitAsync().AsTask();
        Assert.True(first.IsCompleted);
        Task waiting = wake.WaitAsync().AsTask();
        Assert.False(waiting.IsCompleted);
        wake.Set();
        await waiting;
    }

    [Fact]
    public async Task No_set_is_lost_between_many_waits()
    {
        Wake wake = new();
        int produced = 0;
        const int Rounds = 20_000;
        Task producing = Task.Run(() =>
        {
            for (int i = 0; i < Rounds; i++)
            {
                Interlocked.Increment(ref produced);
                wake.Set();
            }
        }, TestContext.Current.CancellationToken);
        int seen = 0;
        while (seen < Rounds)
        {
            await wake.WaitAsync();
            seen = Volatile.Read(ref produced);
        }

        await producing;
        Assert.Equal(Rounds, seen);
    }
}
