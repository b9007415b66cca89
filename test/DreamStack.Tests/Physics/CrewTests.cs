using DreamStack.Physics.Parallel;
using Xunit;

namespace DreamStack.Tests.Physics;

[Collection(WorkersCollection.Name)]
public class CrewTests
{
    // More threads than cores, so that some of them are at rest and some awake whenever a round begins.
    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void Every_round_ends_however_the_threads_rest_and_wake(int workers)
    {
        const int rounds = 4_000;
        long[] done = new long[64];
        Thread work = new(() =>
        {
            using Crew crew = new(workers);
            Random random = new(workers);
            for (int round = 0; round < rounds; round++)
            {
                crew.For(done.Length, grain: 8, (from, to) =>
                {
                    for (int i = from; i < to; i++) done[i]++;
                });
                Thread.SpinWait(random.Next(0, 2_000));
                if (round % 64 == 0) Thread.Sleep(1);
            }
        }) { IsBackground = true };

        work.Start();

        Assert.True(work.Join(TimeSpan.FromMinutes(1)));

        Assert.All(done, count => Assert.Equal(rounds, count));
    }
}
