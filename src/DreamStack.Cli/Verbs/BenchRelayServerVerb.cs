using System.CommandLine;
using System.Globalization;
using DreamStack.Cli.Bench.Relay.Servers;
using DreamStack.Cli.Terminal;
using DreamStack.Relay;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Cli.Verbs;

/// <summary>`ds bench relay-server`: the relay as `ds bench relay` starts it; it says what memory it uses when asked.</summary>
internal static class BenchRelayServerVerb
{
    public static Command Create()
    {
        Verb verb = new(
            "relay-server", "The relay that `ds bench relay` measures: prints its port, then answers lines of its input.",
            "ds bench relay-server")
        {
            Hidden = true,
        };
        CertificateOptions tls = new();
        tls.AddTo(verb);
        verb.SetAction(async (parsed, cancellation) =>
        {
            using ServedCertificate? served = tls.Read(parsed);
            return await RunAsync(served, Console.In, parsed.InvocationConfiguration.Output, cancellation);
        });
        return verb;
    }

    private static async Task<int> RunAsync(
        ServedCertificate? served, TextReader questions, TextWriter output, CancellationToken cancellation)
    {
        await using RelayServer relay = await RelayHost.StartAsync(new RelayOptions
        {
            Port = 0,
            Certificate = served?.Certificate,
            CertificateChain = served?.Chain,
            TrimsWhenQuiet = true,
        });
        await AnswerAsync(output, relay.Address.Port.ToString(CultureInfo.InvariantCulture));
        while (await questions.ReadLineAsync(cancellation) is { } question)
        {
            // Whole blocks are counted while they are still being filled unless asked to be precise.
            long bytes = question == MemoryQuestion.Heap ? GC.GetTotalMemory(forceFullCollection: true) : GC.GetTotalAllocatedBytes(precise: true);
            await AnswerAsync(output, string.Create(CultureInfo.InvariantCulture, $"= {bytes}"));
        }

        await relay.StopAsync(EndReason.Restarting, "The measurement is over.");
        return ExitCode.Done;
    }

    private static async Task AnswerAsync(TextWriter output, string line)
    {
        await output.WriteLineAsync(line);
        await output.FlushAsync();
    }
}
