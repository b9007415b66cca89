using DreamStack.App.Demos.Physics;
using DreamStack.App.Demos.Springs;
using DreamStack.App.Hosting;

namespace DreamStack.App.Demos;

/// <summary>The demo apps, by the name that they carry on the wire: the same for who runs one and for who draws it.</summary>
public static class DemoApps
{
    /// <summary>Every name there is.</summary>
    public static IReadOnlyList<string> Names { get; } = [SpringsApp.AppName, PhysicsApp.AppName];

    /// <summary>A new app of this name; null for a name that is not known here.</summary>
    public static IApp? Create(string name) => name switch
    {
        SpringsApp.AppName => new SpringsApp(),
        PhysicsApp.AppName => new PhysicsApp(),
        _ => null,
    };
}
