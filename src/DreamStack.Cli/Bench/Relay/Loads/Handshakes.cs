using DreamStack.Cli.Bench.Relay.Protocols;
using DreamStack.Cli.Bench.Relay.Sockets;

namespace DreamStack.Cli.Bench.Relay.Loads;

/// <summary>Connects many times, so many at once, and hands over each connection that has been let in.</summary>
internal sealed class Handshakes(int port, byte[] greeting, ILoadProtocol protocol, TimeProvider time)
{
    private const int AnswerBytes = 8 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Takes over a connection and what came after the answer.</summary>
    public delegate void LetIn(RawSocket socket, ReadOnlySpan<byte> rest);

    /// <summary>Connects <paramref name="total"/> times, or as often as fits into a time; how often it did.</summary>
    public long Run(int total, int atOnce, TimeSpan? during, LetIn letIn, CancellationToken cancellation)
    {
        using Poller poller = new();
        Attempt[] attempts = new Attempt[Math.Min(total, atOnce)];
        long began = time.GetTimestamp();
        long progress = began;
        int started = 0;
        int done = 0;
        try
        {
            for (int i = 0; i < attempts.Length; i++, started++) attempts[i] = Attempt.Begin(port, poller, i);
            while (done < total)
            {
                cancellation.ThrowIfCancellationRequested();
                if (during is { } limit && time.GetElapsedTime(began) >= limit) break;
                int ready = poller.Wait(100);
                if (ready > 0) progress = time.GetTimestamp();
                if (time.GetElapsedTime(progress) > Patience) throw new FailedException("handshakes are not answered");
                for (int i = 0; i < ready; i++)
                {
                    int key = poller.Key(i);
                    if (!attempts[key].Step(greeting, protocol, poller, key, letIn)) continue;
                    done++;
                    attempts[key] = started < total ? Attempt.Begin(port, poller, key) : default;
                    started++;
                }
            }

            return done;
        }
        finally
        {
            foreach (Attempt attempt in attempts) attempt.Socket?.Dispose();
        }
    }

    private struct Attempt
    {
        private byte[] _answer;
        private int _have;
        private bool _greeted;

        public RawSocket? Socket { get; private set; }

        public static Attempt Begin(int port, Poller poller, int key)
        {
            Attempt attempt = new() { Socket = RawSocket.Connect(port), _answer = System.Buffers.ArrayPool<byte>.Shared.Rent(AnswerBytes) };
            poller.Watch(attempt.Socket, key, read: false, write: true);
            return attempt;
        }

        // True when the connection has been let in and handed over.
        public bool Step(byte[] greeting, ILoadProtocol protocol, Poller poller, int key, LetIn letIn)
        {
            if (!_greeted)
            {
                if (greeting.Length > 0 && Socket!.Send(greeting) != greeting.Length) throw new FailedException("A greeting was not taken.");
                _greeted = true;
                poller.Rewatch(Socket!, key, read: true, write: false);
                return false;
            }

            int got = Socket!.Receive(_answer.AsSpan(_have));
            if (got == RawSocket.NotNow) return false;
            if (got == 0) throw new FailedException("The server hung up before it answered.");
            _have += got;
            if (protocol.AnswerLength(_answer.AsSpan(0, _have)) is not { } length) return false;
            poller.Forget(Socket);
            letIn(Socket, _answer.AsSpan(length.._have));
            System.Buffers.ArrayPool<byte>.Shared.Return(_answer);
            return true;
        }
    }
}
