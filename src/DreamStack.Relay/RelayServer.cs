using System.Net;
using DreamStack.Relay.Engine;
using DreamStack.Relay.Http;
using DreamStack.Relay.Telemetry;
using DreamStack.Streaming.Wire.Frames;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace DreamStack.Relay;

/// <summary>A running relay: sources connect to /source/{stream}, receivers to /stream/{stream}, people to /.</summary>
public sealed class RelayServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly RelayContext _relay;
    private readonly RelayPeers _peers;
    private readonly LoopTransport? _loops;
    private readonly ITimer _pings;
    private readonly ITimer _looks;
    private int _stopped;

    private RelayServer(WebApplication app, RelayContext relay, RelayPeers peers, LoopTransport? loops, Uri address)
    {
        _app = app;
        _relay = relay;
        _peers = peers;
        _loops = loops;
        Address = address;
        TimeSpan every = relay.Options.PingInterval;
        _pings = relay.Time.CreateTimer(static state => ((RelayPeers)state!).Ping(), peers, every, every);
        TimeSpan often = TimeSpan.FromSeconds(Math.Min(1, relay.Options.StallTimeout.TotalSeconds / 4));
        _looks = relay.Time.CreateTimer(static state => ((RelayPeers)state!).Look(), peers, often, often);
    }

    /// <summary>Where a browser on this machine finds the relay, with the port it really took.</summary>
    public Uri Address { get; }

    /// <summary>Starts a relay; an <see cref="IOException"/> when the port is taken.</summary>
    public static async Task<RelayServer> StartAsync(
        RelayOptions options, TimeProvider? time = null, ILoggerFactory? logs = null)
    {
        options.Validate();
        RelayContext relay = new(options, time ?? TimeProvider.System, logs ?? NullLoggerFactory.Instance);
        RelayPeers peers = new(relay);
        LoopTransport? loops = options.Transport == RelayTransport.Auto && LoopTransport.IsSupported ? new LoopTransport(relay) : null;
        WebApplication app = Build(options, logs, loops);
        RelayRoutes routes = new(relay, peers, loops);
        app.Run(routes.HandleAsync);
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.DisposeAsync();
            loops?.Dispose();
            throw;
        }

        Uri address = AddressOf(app, options);
        relay.Log.Listening(address);
        return new RelayServer(app, relay, peers, loops, address);
    }

    /// <summary>Tells every peer why (End, then close 1001), waits a bounded time for their goodbyes, and stops.</summary>
    public async Task StopAsync(EndReason reason = EndReason.Over, string text = "The relay has stopped.")
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0) return;
        _relay.Log.Stopping(text);
        try
        {
            await _pings.DisposeAsync();
            await _looks.DisposeAsync();
            await _peers.StopAsync(reason, text);
            await _app.StopAsync();
        }
        finally
        {
            await _app.DisposeAsync();
            _peers.Dispose();
            _loops?.Dispose();
        }
    }

    /// <summary>As <see cref="StopAsync"/> with its defaults.</summary>
    public async ValueTask DisposeAsync() => await StopAsync();

    private static WebApplication Build(RelayOptions options, ILoggerFactory? logs, LoopTransport? loops)
    {
        // Nothing from the environment or from files: the options are the whole configuration.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, OwnersLifetime>();
        builder.Services.AddSingleton(logs ?? NullLoggerFactory.Instance);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = options.CloseTimeout);
        void Configure(ListenOptions listen)
        {
            listen.Protocols = HttpProtocols.Http1;
            if (options.Certificate is null) return;
            listen.UseHttps(https => (https.ServerCertificate, https.ServerCertificateChain) = (options.Certificate, options.CertificateChain));
        }

        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 0;
            if (options.Listen is { } listen) kestrel.Listen(listen, options.Port, Configure);
            else if (options.Port == 0) kestrel.Listen(IPAddress.Any, 0, Configure);
            else kestrel.ListenAnyIP(options.Port, Configure);
        });
        // The last one that can listen at an address is asked to.
        if (loops is not null) builder.Services.AddSingleton<IConnectionListenerFactory>(loops);
        return builder.Build();
    }

    private static Uri AddressOf(WebApplication app, RelayOptions options)
    {
        string bound = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        int port = BindingAddress.Parse(bound).Port;
        bool any = options.Listen is null || options.Listen.Equals(IPAddress.Any) || options.Listen.Equals(IPAddress.IPv6Any);
        return new UriBuilder(options.Certificate is null ? Uri.UriSchemeHttp : Uri.UriSchemeHttps, any ? "localhost" : options.Listen!.ToString(), port).Uri;
    }
}
