using DreamStack.Relay.Tests.Framing;

namespace DreamStack.Relay.Tests.Portable;

/// <summary>The same over the web server's streams.</summary>
public class PortableWsPeerTests : WsPeerTests
{
    protected override RelayOptions Options => base.Options with { Transport = RelayTransport.Portable };
}
