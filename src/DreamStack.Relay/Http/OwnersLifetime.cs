using Microsoft.Extensions.Hosting;

namespace DreamStack.Relay.Http;

/// <summary>Whoever started the relay stops it: the host must not listen to Ctrl-C behind its owner's back.</summary>
internal sealed class OwnersLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
