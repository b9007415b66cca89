using DreamStack.Relay.Engine;

namespace DreamStack.Relay.Tests.Engine;

/// <summary>TLS on a loop's thread, which the test's own stands in for: nothing here waits.</summary>
public sealed class TlsWireTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;
    private readonly RecordBuffer _records = new();

    public TlsWireTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "Event loops are made of Linux.");

    [Fact]
    public async Task A_message_that_is_delivered_allocates_nothing_once_warm()
    {
        using TlsPair pair = await TlsPair.MakeAsync(_records);
        byte[] message = Bytes(20_000);
        byte[] came = new byte[message.Length];
        long before = 0;
        int sent = 0;
        int flushed = 0;
        for (int i = 0; i < 220; i++)
        {
            if (i == 200) before = GC.GetAllocatedBytesForCurrentThread();
            // An assertion takes memory of its own.
            sent += pair.Wire.Send(message);
            flushed += pair.Wire.Flush() ? 1 : 0;
            // All of this stays on one thread, and what is counted fits on the way.
            for (int at = 0; i < 200 && at < came.Length;) at += pair.Client.Read(came, at, came.Length - at);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal((220 * message.Length, 220), (sent, flushed));
        Assert.Equal(message, came);
    }

    [Fact]
    public async Task What_the_system_does_not_take_is_one_turn_s_at_most_and_goes_first_afterwards()
    {
        using TlsPair pair = await TlsPair.MakeAsync(_records, roomOnTheWay: 8 * 1024);
        byte[] all = Bytes(1 << 20);
        int taken = 0;
        while (pair.Wire.MakeRoom())
        {
            int count = pair.Wire.Send(all.AsMemory(taken));
            if (count == ILoopWire.WouldWait) break;
            Assert.InRange(count, 1, RecordBuffer.MaxClear);
            taken += count;
        }

        Assert.False(pair.Wire.Flush());
        Assert.Equal(ILoopWire.WouldWait, pair.Wire.Send(all.AsMemory(taken)));
        Assert.Equal(0, _records.Content.Length);

        byte[] came = new byte[all.Length];
        Task reading = pair.Client.ReadExactlyAsync(came, Cancel).AsTask();
        while (taken < all.Length || !pair.Wire.Flush())
        {
            int count = taken < all.Length ? pair.Wire.Send(all.AsMemory(taken)) : 0;
            taken += Math.Max(0, count);
            await Task.Yield();
        }

        await reading;
        Assert.Equal(all, came);
    }

    [Fact]
    public async Task What_comes_in_many_records_is_read_until_nothing_is_held_any_more()
    {
        using TlsPair pair = await TlsPair.MakeAsync(_records);
        byte[] all = Bytes(200_000);
        Task writing = Task.Run(async () =>
        {
            foreach (byte[] piece in all.Chunk(777)) await pair.Client.WriteAsync(piece, Cancel);
        }, Cancel);
        byte[] came = new byte[all.Length];
        for (int at = 0; at < came.Length;)
        {
            int count = pair.Wire.Receive(came.AsMemory(at, Math.Min(1000, came.Length - at)));
            at += Math.Max(0, count);
            if (count == ILoopWire.WouldWait)
            {
                Assert.False(pair.Wire.HoldsMore);
                await Task.Yield();
            }
        }

        await writing;
        Assert.Equal(all, came);
    }

    [Fact]
    public async Task An_end_comes_behind_what_the_system_had_yet_to_take()
    {
        using TlsPair pair = await TlsPair.MakeAsync(_records, roomOnTheWay: 8 * 1024);
        byte[] all = Bytes(1 << 20);
        int taken = 0;
        while (pair.Wire.MakeRoom()) taken += Math.Max(0, pair.Wire.Send(all.AsMemory(taken)));
        Assert.False(pair.Wire.Flush());
        pair.Wire.Conclude(closes: false);

        // The socket stays open: only TLS's own word tells that this is all.
        Task<int> reading = Task.Run(async () =>
        {
            byte[] came = new byte[32 * 1024];
            int count = 0;
            for (int got; (got = await pair.Client.ReadAsync(came, Cancel)) > 0;) count += got;
            return count;
        }, Cancel);
        while (!pair.Wire.Flush()) await Task.Yield();
        Assert.Equal(taken, await reading);
    }

    [Fact]
    public async Task Another_wire_s_turn_begins_without_what_a_broken_one_left()
    {
        using TlsPair broken = await TlsPair.MakeAsync(_records);
        using TlsPair sound = await TlsPair.MakeAsync(_records);
        broken.Wire.Send(Bytes(5_000));
        byte[] message = Bytes(100);
        sound.Wire.Send(message);
        Assert.True(sound.Wire.Flush());
        byte[] came = new byte[message.Length];
        await sound.Client.ReadExactlyAsync(came, Cancel);
        Assert.Equal(message, came);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_end_is_said_inside_TLS_and_the_other_end_may_still_be_heard(bool closes)
    {
        using TlsPair pair = await TlsPair.MakeAsync(_records);
        pair.Wire.Send(Bytes(10));
        pair.Wire.Conclude(closes);
        Assert.True(pair.Wire.Flush());
        byte[] came = new byte[100];
        int count = 0;
        // The socket is open: only TLS's own word tells that this is all.
        for (int got; (got = await pair.Client.ReadAsync(came.AsMemory(count), Cancel)) > 0;) count += got;
        Assert.Equal(10, count);
        await pair.Client.WriteAsync(Bytes(3), Cancel);
        int heard;
        while ((heard = pair.Wire.Receive(came)) == ILoopWire.WouldWait) await Task.Yield();
        Assert.Equal(3, heard);
    }

    [Fact]
    public async Task A_peer_that_is_gone_in_the_middle_of_a_record_is_lost_and_one_that_says_so_has_ended()
    {
        using TlsPair polite = await TlsPair.MakeAsync(_records);
        await polite.Client.ShutdownAsync();
        Assert.Equal(0, await UntilThereAsync(polite.Wire));

        using TlsPair rude = await TlsPair.MakeAsync(_records);
        // The head of a record of 100 bytes, and ten of them.
        await rude.Socket.SendAsync(new byte[] { 0x17, 3, 3, 0, 100, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 }, Cancel);
        rude.Socket.Shutdown(System.Net.Sockets.SocketShutdown.Send);
        await Assert.ThrowsAsync<IOException>(() => UntilThereAsync(rude.Wire));
    }

    private static async Task<int> UntilThereAsync(TlsWire wire)
    {
        byte[] came = new byte[100];
        int count;
        while ((count = wire.Receive(came)) == ILoopWire.WouldWait) await Task.Yield();
        return count;
    }

    private static byte[] Bytes(int count)
    {
        byte[] bytes = new byte[count];
        new Random(count).NextBytes(bytes);
        return bytes;
    }
}
