using System.Text;
using DreamStack.App.Hosting;
using DreamStack.Client.Receiving;
using DreamStack.Physics.Worlds;
using DreamStack.Relay;
using DreamStack.Rendering;
using DreamStack.Streaming.Wire;
using PublicApiGenerator;
using Xunit;

namespace DreamStack.Tests.House;

public sealed class PublicApiTests
{
    /// <summary>A change of what others build on is seen in a diff: approve it with DREAMSTACK_APPROVE=1.</summary>
    [Theory]
    [InlineData(typeof(MessageHeader))]
    [InlineData(typeof(IApp))]
    [InlineData(typeof(SkiaRenderer))]
    [InlineData(typeof(ReceiverClient))]
    [InlineData(typeof(RelayServer))]
    [InlineData(typeof(World))]
    public void What_a_library_offers_is_what_was_approved(Type inLibrary)
    {
        ApiGeneratorOptions options = new() { IncludeAssemblyAttributes = false };
        string api = inLibrary.Assembly.GeneratePublicApi(options).ReplaceLineEndings("\n").TrimEnd() + "\n";
        string file = $"test/DreamStack.Tests/House/PublicApi/{inLibrary.Assembly.GetName().Name}.txt";
        Assert.Equal(Encoding.UTF8.GetString(Approval.Approved(file, Encoding.UTF8.GetBytes(api))), api);
    }
}
