namespace DreamStack.Cli.Bench.Relay.Results;

/// <summary>What a reader of the table must know to judge it.</summary>
internal static class LoadNotes
{
    public const string Text = """
        ## How it is measured

        - **One generator for all**: the source and all viewers live in one thread of one process, on raw non-blocking
          sockets over epoll; the server has a process of its own, fresh for each load. Rounds take turns between the
          servers. Each server is warmed up under the load first, by several crowds that come and go: each round has a stream and
          a crowd of its own, and a short lead-in.
        - **The generator is lean, not the bottleneck**: the source writes frames that were made, and masked with a mask
          that is not zero, beforehand; only seq and eight digits are written anew, so that no two messages are the same
          and none can be saved as a duplicate. Viewers look at the headers of frames and messages alone; a picture's pixels are
          dropped by the system without a copy (`MSG_TRUNC`), the same for every server. *plain* is the limit once more,
          with viewers that receive everything into one buffer and look at nothing: *limit* ÷ *plain* is what counting costs.
          *generator busy* is its CPU time in the round: below 100 it has waited for the server.
        - **Messages**: 938 KB is `Pixels`, a whole raw picture of 600 × 400 with KEYFRAME (960,016 bytes with its header), to
          viewers in mode delta. 80 B is `SignalDiff`, a merge patch of one signal, to viewers in mode signal. A relay may
          let a newer picture or state stand in for older ones when a viewer lags; here none may: a window bounds the
          messages on their way to the slowest viewer, and every message of every viewer is counted. *lost, %* is what did
          not come as the message it was sent as; a row is lossless where it says 0. The same bytes go to every server; the
          limit gets what a WebSocket server would send, nats a PUB of the same message.
        - **Window**: each server gets the best of several windows in which it loses nothing, found during its warm-up; a round that
          loses all the same is done again with the next smaller window.
          The source writes a quarter of a window of small messages at once. Bursts are 64 messages in one write, the next
          when every viewer has all of them. Of a paced load, the time runs from just before the first byte is
          written to when the last one has been read; writing included, as all run on one clock.
        - **CPU** is the server's alone, all its threads, by the scheduler's clock of its process. What the kernel does for
          a sender in the sender's name counts as the sender's.
        - **Memory** of an idle viewer: growth of the server's anonymous resident memory (RssAnon) over the idle viewers,
          after forty that pay for what is made once, each with 1.5 s to settle. Garbage not yet collected counts. The relay's
          managed heap is asked for afterwards, without garbage. Of *bytes allocated a message* the relay says itself how much it
          allocated in the round, over all threads, pings and timers included.
        - **Handshakes**: connect, greeting, whole answer, cut with RST. nats's greeting is CONNECT, SUB, PING until PONG;
          the limit accepts and writes one byte.
        - **The limit** (`bench/relay/limit.c`) is C: one thread over epoll, one 4 MB ring that all viewers share, each a place in
          it, plain send from the ring. No runtime stands between it and the system, it looks at no byte, makes no frame, holds
          no bound for anybody: what it reaches is what recv and send to so many sockets cost.
          Splicing pipes could pass large messages on with fewer copies; no server here does that.
        - **ws** broadcasts what it gets without a look; **uws** (`bench/relay/uws.cpp`, one thread) publishes it by uWebSockets' own topics,
          without a bound on what waits for a viewer, without TLS and compression; nats-server routes by subject over plain TCP. The relay checks
          every message, keeps the current picture and state, and bounds every queue.

        """;
}
