using CsCheck;
using DreamStack.Client.Connections;
using Xunit;

namespace DreamStack.Tests.Client.Connections;

public sealed class BackoffTests
{
    [Fact]
    public void Waits_double_up_to_the_longest_when_there_is_no_jitter()
    {
        Backoff backoff = new(new BackoffOptions { First = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromSeconds(5), Jitter = 0 });
        double[] waits = [.. Enumerable.Range(0, 5).Select(_ => backoff.Next().TotalSeconds)];
        Assert.Equal([1, 2, 4, 5, 5], waits);
        Assert.Equal(5, backoff.Failures);
    }

    [Fact]
    public void A_connection_that_stood_starts_the_waits_over()
    {
        Backoff backoff = new(new BackoffOptions { First = TimeSpan.FromSeconds(1), Jitter = 0 });
        backoff.Next();
        backoff.Next();
        backoff.Reset();
        Assert.Equal(0, backoff.Failures);
        Assert.Equal(TimeSpan.FromSeconds(1), backoff.Next());
    }

    [Fact]
    public void Jitter_only_shortens_and_follows_its_seed()
    {
        Gen.Select(Gen.Int, Gen.Double[0, 1]).Sample((seed, jitter) =>
        {
            BackoffOptions options = new() { Seed = seed, Jitter = jitter };
            Backoff one = new(options);
            Backoff other = new(options);
            double plain = options.First.TotalMilliseconds;
            for (int i = 0; i < 12; i++)
            {
                double wait = one.Next().TotalMilliseconds;
                Assert.Equal(wait, other.Next().TotalMilliseconds);
                Assert.InRange(wait, (plain * (1 - jitter)) - 1, plain + 1);
                plain = Math.Min(plain * options.Growth, options.Longest.TotalMilliseconds);
            }
        });
    }

    [Fact]
    public void Options_that_make_no_sense_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Backoff(new BackoffOptions { First = TimeSpan.Zero }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Backoff(new BackoffOptions { Growth = 0.5 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Backoff(new BackoffOptions { Jitter = 1.5 }));
    }
}
