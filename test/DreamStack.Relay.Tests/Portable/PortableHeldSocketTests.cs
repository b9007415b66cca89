namespace DreamStack.Relay.Tests.Portable;

/// <summary>The same over the web server's streams.</summary>
public class PortableHeldSocketTests : HeldSocketTests
{
    protected override RelayOptions Options => base.Options with { Transport = RelayTransport.Portable };
}
