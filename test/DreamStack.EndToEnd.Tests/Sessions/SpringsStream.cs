using DreamStack.App.Hosting;
using DreamStack.Cli.Sources;
using DreamStack.Cli.Verbs;
using DreamStack.Client.Sourcing;
using DreamStack.Relay;

namespace DreamStack.EndToEnd.Tests.Sessions;

/// <summary>The springs demo as the source of one stream of a relay in this process.</summary>
internal static class SpringsStream
{
    public static DemoSource Start(RelayServer relay, string stream = "main", ushort width = 600, ushort height = 400)
    {
        DemoSource source = Create(relay, stream, width, height);
        source.Start();
        return source;
    }

    /// <summary>One at rest, for who listens to it from the first message on.</summary>
    public static DemoSource Create(
        RelayServer relay, string stream = "main", ushort width = 600, ushort height = 400, IPictureRenderer? renderer = null)
    {
        SourceOptions connection = new()
        {
            Relay = new UriBuilder("ws", relay.Address.Host, relay.Address.Port).Uri,
            Stream = stream,
        };
        return new DemoSource(connection, new DemoOptions(new PictureSize(width, height), 30), TimeProvider.System, renderer);
    }
}
