using System.Threading.Channels;
using Xunit;

namespace DreamStack.Tests.Client;

/// <summary>What an event brought, in order, to be waited for.</summary>
internal sealed class EventQueue<T>
{
    private readonly Channel<T> _values = Channel.CreateUnbounded<T>();

    public void Add(T value) => Assert.True(_values.Writer.TryWrite(value));

    public async Task<T> NextAsync() =>
        await _values.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience.Long);
}
