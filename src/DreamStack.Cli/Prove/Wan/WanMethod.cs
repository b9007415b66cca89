namespace DreamStack.Cli.Prove.Wan;

/// <summary>How the figures come about, for the end of the result.</summary>
internal static class WanMethod
{
    public const string Text = """
        ## How it is measured

        - **What is sent**: the springs demo is run at 60 steps a second at 750 × 500 while the drag script drags and throws its
          balls, once for the place it ends in and once to keep its messages: `DeltaPixels` of that lap, which ends with the
          picture it began with and so is played on and on, and the sound (`AudioPcm`, a sixtieth of a second). 60 pictures and 60
          blocks of sound a second, each numbered anew, and a `PictureHash` a second. Viewers want both (`mode=delta&audio=1`).
        - **Who watches**: *near* viewers and the source on loopback; *far* ones in a network namespace of their own behind two tun
          devices, between which `bench/net/wan.c` holds every packet back 40 ms a direction, and towards the viewers loses 1 % of
          them at random and paces each connection to 20 Mbit/s with 256 KB of queue in front (what does not fit is dropped). No
          stage of the connection is proxied: loss, windows and retransmission are the system's own. *5 near + 5 near* is the same
          crowd with nobody far; only the first five are counted, as in *5 near + 5 far*.
        - **wss**: TLS with a certificate made for the run, by the same system library on every client. The relay speaks TLS through
          SslStream, whose handshake is Kestrel's; ws through node's https. Both get the same bytes from the same generator, one after the
          other, each in a process of its own with no load but this.
        - **Viewers behave as receivers**: each acknowledges every picture as it comes, pings every 2 s and answers pings. The
          first of each kind decodes everything and compares it with the source's hashes; the others read headers only, so that
          the generator (one thread, epoll) stays small beside the server. `ws` drops Acks and pings and passes inputs on.
        - **Input → picture**: one near and one far viewer at a time, taking turns, send 60.3 numbered pointer moves a second, and
          the source names those it has in its next picture (CausedBy). The time runs from before the input is written to when
          the whole picture with its number is there, so it holds both ways, the wait for the source's next beat (0–17 ms) and 5 ms
          or more for a picture at 20 Mbit/s. All on one clock.
        - **pictures, %** are those that came of those that the source's beat was due to send: a viewer that is behind gets one
          picture for several from the relay (*catch-ups* counts pictures that are not the source's next delta, over all
          viewers). ws has no such thing: what it has sent waits, however late. *packets lost* are those lost by chance.
        - **CPU** is the server's alone, all threads, by the scheduler's clock of its process; the kernel's work for what it
          sends is in it. *viewers a core* are the pictures that arrived for each second of it, over 60. *generator* and
          *network* are this program and the one that carries packets: they run on the same processors as the server.
        """;
}
