using DreamStack.Relay.Tests.Peers;

namespace DreamStack.Relay.Tests.Secured;

/// <summary>The same behind TLS.</summary>
public class SecuredPictureProofTests : PictureProofTests
{
    protected override RelayOptions Options => base.Options with { Certificate = TestCertificate.Shared };
}
