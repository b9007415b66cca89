using System.Diagnostics;
using System.Net.Sockets;
using System.Security.Cryptography;
using DreamStack.Cli.Prove.Network;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Prove;

/// <summary>The long way on one machine; where it cannot be made, the tests are skipped and say why.</summary>
public sealed class WideAreaTests
{
    private const int Bytes = 1_000_000;
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task BytesArriveAsTheyWereThoughPacketsAreLost()
    {
        string? missing = NetworkNeeds.MissingForDistance();
        Assert.SkipWhen(missing is not null, missing ?? "");
        using NetworkNamespace far = NetworkNamespace.Create("far");
        using WideAreaLink way = new(far, new Distance { Loss = 0.05, RoundTrip = TimeSpan.FromMilliseconds(20) });
        using TcpListener listener = new(way.Here, 0);
        listener.Start();
        using Socket receiver = far.Run(() => new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
        await receiver.ConnectAsync(listener.LocalEndpoint, Cancel);
        using Socket sender = await listener.AcceptSocketAsync(Cancel);

        byte[] sent = RandomNumberGenerator.GetBytes(Bytes);
        long began = Stopwatch.GetTimestamp();
        Task sending = sender.SendAsync(sent, Cancel).AsTask();
        byte[] received = new byte[Bytes];
        for (int have = 0, got; have < Bytes; have += got)
        {
            got = await receiver.ReceiveAsync(received.AsMemory(have), Cancel);
            Assert.NotEqual(0, got);
        }

        await sending;
        Assert.Equal(sent, received);
        Assert.InRange(way.Traffic.LossPercent, 1, 15);
        // A lower bound is no matter of luck: nothing comes over 20 Mbit/s sooner.
        Assert.True(Stopwatch.GetElapsedTime(began) > TimeSpan.FromSeconds(Bytes * 8 / 20e6));
    }
}
