using DreamStack.App.Demos.Springs;
using DreamStack.App.Hosting;

namespace DreamStack.Streaming.Wasm;

/// <summary>The apps that this module can run and draw, by the name they carry on the wire.</summary>
internal static class DemoApps
{
    /// <summary>A new app of this name; null for a name that is not known here.</summary>
    public static IApp? Create(string name) => name == SpringsApp.AppName ? new SpringsApp() : null;
}
