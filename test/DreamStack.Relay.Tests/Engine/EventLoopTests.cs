using DreamStack.Relay.Engine;
using Microsoft.Extensions.Logging.Abstractions;

namespace DreamStack.Relay.Tests.Engine;

public class EventLoopTests
{
    [Fact]
    public void A_loop_that_ends_does_what_was_posted_and_closes_what_it_serves()
    {
        for (int i = 0; i < 200; i++)
        {
            using LoopSignal served = new();
            Handler handler = new();
            EventLoop loop = new(NullLogger.Instance, i);
            int done = 0;
            loop.Post(new LoopAction(() => loop.Watch(served.Descriptor, Epoll.Readable, handler)));
            // Posted from the loop itself too: that waits for the end of the round.
            loop.Post(new LoopAction(() => loop.Post(new LoopAction(() => done++))));
            loop.Post(new LoopAction(() => done++));
            loop.Dispose();
            Assert.Equal(2, done);
            Assert.Equal(1, handler.Stops);
        }
    }

    [Fact]
    public void A_fault_of_one_handler_is_that_handler_s_alone()
    {
        using LoopSignal first = new();
        using LoopSignal second = new();
        Handler faulty = new() { Fault = new InvalidOperationException("A bug.") };
        Handler sound = new();
        using ManualResetEventSlim served = new();
        sound.Served = served.Set;
        using (EventLoop loop = new(NullLogger.Instance, 0))
        {
            loop.Post(new LoopAction(() => loop.Watch(first.Descriptor, Epoll.Readable, faulty)));
            loop.Post(new LoopAction(() => loop.Watch(second.Descriptor, Epoll.Readable, sound)));
            first.Set();
            second.Set();
            Assert.True(served.Wait(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        }

        Assert.Same(faulty.Fault, faulty.Error);
        Assert.Null(sound.Error);
    }

    private sealed class Handler : ILoopHandler
    {
        public int Stops { get; private set; }

        public Exception? Fault { get; init; }

        public Exception? Error { get; private set; }

        public Action? Served { get; set; }

        public void OnReady(uint events)
        {
            Served?.Invoke();
            if (Fault is not null) throw Fault;
        }

        public void OnStop() => Stops++;

        public void OnError(Exception error) => Error = error;
    }
}
