using DreamStack.Relay.Viewers;
using Microsoft.Extensions.Time.Testing;

namespace DreamStack.Relay.Tests.Viewers;

public class TokenBucketTests
{
    [Fact]
    public void A_second_s_worth_at_once_then_the_rate()
    {
        FakeTimeProvider time = new();
        TokenBucket bucket = new(time, 100);
        Assert.Equal(100, Taken(bucket));
        time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal(10, Taken(bucket));
        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(100, Taken(bucket));
    }

    private static int Taken(TokenBucket bucket)
    {
        int taken = 0;
        while (bucket.TryTake()) taken++;
        return taken;
    }
}
