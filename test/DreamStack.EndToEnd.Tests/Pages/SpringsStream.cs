using DreamStack.Cli.Sources;
using DreamStack.Cli.Verbs;
using DreamStack.Client.Sourcing;
using DreamStack.Relay;

namespace DreamStack.EndToEnd.Tests.Pages;

/// <summary>The springs demo as the source of one stream of a relay in this process.</summary>
internal static class SpringsStream
{
    public static SpringsSource Start(RelayServer relay, string stream = "main", ushort width = 600, ushort height = 400)
    {
        SourceOptions connection = new()
        {
            Relay = new UriBuilder("ws", relay.Address.Host, relay.Address.Port).Uri,
            Stream = stream,
        };
        SpringsSource source = new(connection, new SpringsOptions(new PictureSize(width, height), 30), TimeProvider.System);
        source.Start();
        return source;
    }
}
