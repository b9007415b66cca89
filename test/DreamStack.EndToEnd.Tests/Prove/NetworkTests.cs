using System.Net;
using System.Net.Sockets;
using DreamStack.Cli.Prove.Network;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Prove;

/// <summary>Networks in the machine; where they cannot be made, the tests are skipped and say why.</summary>
public sealed class NetworkTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task SocketMadeInANetworkStaysThere()
    {
        SkipWhere(NetworkNeeds.Missing());
        using NetworkNamespace far = NetworkNamespace.Create("stay");
        using VethLink link = new(far);
        using TcpListener listener = new(IPAddress.Any, 0);
        listener.Start();
        using Socket socket = far.Run(() => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
        await socket.ConnectAsync(link.Here, ((IPEndPoint)listener.LocalEndpoint).Port, Cancel);
        using Socket accepted = await listener.AcceptSocketAsync(Cancel);
        Assert.Equal(link.There, ((IPEndPoint)accepted.RemoteEndPoint!).Address);
    }

    [Fact]
    public void LinkIsNarrowAsLongAsWished()
    {
        SkipWhere(NetworkNeeds.Missing());
        using NetworkNamespace far = NetworkNamespace.Create("narrow");
        using VethLink link = new(far);
        link.Narrow("64kbit");
        Assert.Contains("rate 64Kbit", SystemTool.Run("tc", "qdisc", "show"), StringComparison.Ordinal);
        link.Narrow("1234kbit");
        Assert.Contains("rate 1234Kbit", SystemTool.Run("tc", "qdisc", "show"), StringComparison.Ordinal);
        link.Widen();
        Assert.DoesNotContain("rate 1234Kbit", SystemTool.Run("tc", "qdisc", "show"), StringComparison.Ordinal);
    }

    [Fact]
    public void NothingStaysBehind()
    {
        SkipWhere(NetworkNeeds.Missing());
        NetworkNamespace far = NetworkNamespace.Create("gone");
        IPAddress here;
        using (far)
        {
            using VethLink link = new(far);
            here = link.Here;
            Assert.True(File.Exists(far.Path));
        }

        Assert.False(File.Exists(far.Path));
        Assert.DoesNotContain(here.ToString(), SystemTool.Run("ip", "addr"), StringComparison.Ordinal);
    }

    [Fact]
    public void WhatAKilledRunLeftIsRemoved()
    {
        SkipWhere(NetworkNeeds.Missing());
        // No process has this number: it lies above the largest that Linux gives.
        const string Left = "ds-prove-99999999-left";
        SystemTool.Run("ip", "netns", "add", Left);
        NetworkNamespace.RemoveLeftovers();
        Assert.DoesNotContain(Left, SystemTool.Run("ip", "netns", "list"), StringComparison.Ordinal);
    }

    private static void SkipWhere(string? missing) => Assert.SkipWhen(missing is not null, missing ?? "");
}
