using System.CommandLine;
using DreamStack.Cli.Terminal;
using DreamStack.Relay;
using DreamStack.Streaming.Wire.Frames;

namespace DreamStack.Cli.Verbs;

/// <summary>`ds relay`: a relay alone, until Ctrl-C.</summary>
internal static class RelayVerb
{
    public static Command Create()
    {
        Option<int> port = StreamOptions.Port();
        Option<string[]> origins = new("--allow-origin")
        {
            Description = "An origin like https://example.org whose pages may connect too; * allows all",
            HelpName = "origin",
        };
        Option<ConsoleAccess> console = new("--console")
        {
            Description = "Who may see the console, /clients, /stats and /metrics: on (everybody), local (this machine), off",
            HelpName = "on|local|off",
        };
        Verb verb = new(
            "relay", "Carry streams: sources and receivers connect here, people open the pages.",
            "ds relay", "ds relay --port 8080", "ds relay --allow-origin https://example.org",
            "ds relay --certificate fullchain.pem --key privkey.pem")
        {
            port, origins, console,
        };
        CertificateOptions tls = new();
        tls.AddTo(verb);
        verb.SetAction(async (parsed, cancellation) =>
        {
            using ServedCertificate? served = tls.Read(parsed);
            return await RunAsync(
                new RelayOptions
                {
                    Port = parsed.GetValue(port),
                    AllowedOrigins = parsed.GetValue(origins) ?? [],
                    Console = parsed.GetValue(console),
                    Certificate = served?.Certificate,
                    CertificateChain = served?.Chain,
                    TrimsWhenQuiet = true,
                },
                parsed.InvocationConfiguration.Output, cancellation);
        });
        return verb;
    }

    private static async Task<int> RunAsync(RelayOptions options, TextWriter output, CancellationToken cancellation)
    {
        await using RelayServer relay = await RelayHost.StartAsync(options);
        await output.WriteLineAsync($"The relay listens. Open   {relay.Address}");
        await output.WriteLineAsync("Stop it with Ctrl-C.");
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await relay.StopAsync(EndReason.Restarting, "The relay was stopped.");
        return ExitCode.Done;
    }
}
