using System.Net;
using System.Security.Cryptography.X509Certificates;
using DreamStack.Client.Receiving;
using DreamStack.Client.Sourcing;
using DreamStack.Relay;
using Xunit;

namespace DreamStack.Tests.Client.Connections;

/// <summary>A receiver and a source before a relay over TLS, with certificates made here.</summary>
public class RelayTrustTests
{
    private const string Welcome = "welcome";

    [Fact]
    public async Task A_self_made_certificate_is_taken_where_it_is_named_and_nowhere_else()
    {
        using X509Certificate2 own = MadeCertificate.Relay();
        Assert.Equal(Welcome, await TryAsync(own, null, [own]));
        Assert.Contains("is not trusted: nobody whom this machine knows signed it", await TryAsync(own, null, null), StringComparison.Ordinal);
        using X509Certificate2 other = MadeCertificate.Relay();
        Assert.Contains("is not trusted: none of the named", await TryAsync(own, null, [other]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_relay_sends_those_that_signed_its_certificate_so_a_root_is_enough()
    {
        using X509Certificate2 root = MadeCertificate.Signer("root");
        using X509Certificate2 between = MadeCertificate.Signer("between", root);
        using X509Certificate2 own = MadeCertificate.Relay(between);
        Assert.Equal(Welcome, await TryAsync(own, [between], [root]));
        Assert.Contains("is not trusted", await TryAsync(own, null, [root]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_is_checked_though_the_certificate_is_trusted()
    {
        using X509Certificate2 own = MadeCertificate.Relay(name: "elsewhere.example");
        string told = await TryAsync(own, null, [own]);
        Assert.Contains("is not for the name localhost but for elsewhere.example", told, StringComparison.Ordinal);
        Assert.DoesNotContain("not trusted", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_past_its_time_is_told_with_the_day()
    {
        using X509Certificate2 own = MadeCertificate.Relay(lastDay: -1);
        string told = await TryAsync(own, null, [own]);
        Assert.Contains($"has expired on {own.NotAfter.ToUniversalTime():yyyy-MM-dd}", told, StringComparison.Ordinal);
        Assert.DoesNotContain("not trusted", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_trusts_as_a_receiver_does_or_exactly_one()
    {
        using X509Certificate2 own = MadeCertificate.Relay(name: "elsewhere.example");
        Assert.Contains("is not for the name", await TrySourceAsync(own, new SourceOptions { Trusted = [own] }), StringComparison.Ordinal);
        Assert.Equal(Welcome, await TrySourceAsync(own, new SourceOptions { Pinned = own }));
        using X509Certificate2 other = MadeCertificate.Relay();
        Assert.Contains("is not the one", await TrySourceAsync(own, new SourceOptions { Pinned = other }), StringComparison.Ordinal);
        Assert.Equal(Welcome, await TrySourceAsync(other, new SourceOptions { Trusted = [other] }));
    }

    [Fact]
    public async Task TLS_where_there_is_none_and_none_where_there_is_are_told()
    {
        using X509Certificate2 own = MadeCertificate.Relay();
        Assert.Contains("does not speak TLS", await TryAsync(null, null, [own], "wss"), StringComparison.Ordinal);
        Assert.Contains("Does the relay speak TLS (wss://)?", await TryAsync(own, null, null, "ws"), StringComparison.Ordinal);
    }

    private static async Task<string> TryAsync(
        X509Certificate2? own, X509Certificate2Collection? chain, X509Certificate2Collection? trusted, string scheme = "wss")
    {
        await using RelayServer relay = await StartAsync(own, chain);
        TaskCompletionSource<string> told = new();
        await using ReceiverClient receiver = new(new ReceiverOptions
        {
            Relay = new UriBuilder(scheme, "localhost", relay.Address.Port).Uri, Trusted = trusted, FirstMustSucceed = true,
        });
        receiver.Connected += _ => told.TrySetResult(Welcome);
        receiver.Refused += reason => told.TrySetResult(reason);
        receiver.Start();
        return await told.Task.WaitAsync(Patience.Long);
    }

    private static async Task<string> TrySourceAsync(X509Certificate2 own, SourceOptions options)
    {
        await using RelayServer relay = await StartAsync(own, null);
        TaskCompletionSource<string> told = new();
        Uri address = new UriBuilder("wss", "localhost", relay.Address.Port).Uri;
        await using SourceClient source = new(options with { Relay = address, FirstMustSucceed = true });
        source.Connected += _ => told.TrySetResult(Welcome);
        source.Refused += reason => told.TrySetResult(reason);
        source.Start();
        return await told.Task.WaitAsync(Patience.Long);
    }

    private static Task<RelayServer> StartAsync(X509Certificate2? own, X509Certificate2Collection? chain) => RelayServer.StartAsync(
        new RelayOptions { Port = 0, Listen = IPAddress.Loopback, Certificate = own, CertificateChain = chain, CloseTimeout = TimeSpan.FromMilliseconds(300) });
}
