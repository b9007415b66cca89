using DreamStack.App.Demos.Physics;
using DreamStack.Cli.Sources;
using DreamStack.Cli.Verbs;
using DreamStack.Client.Sourcing;
using DreamStack.Relay;

namespace DreamStack.EndToEnd.Tests.Sessions;

/// <summary>The physics playground as the source of stream main of a relay in this process.</summary>
internal static class PhysicsStream
{
    public static DemoSource Start(RelayServer relay)
    {
        SourceOptions connection = new() { Relay = new UriBuilder("ws", relay.Address.Host, relay.Address.Port).Uri };
        DemoSource source = new(connection, new DemoOptions(new PictureSize(1280, 720), 30) { App = PhysicsApp.AppName }, TimeProvider.System);
        source.Start();
        return source;
    }
}
