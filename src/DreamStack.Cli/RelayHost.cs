using System.Net.Sockets;
using DreamStack.Relay;

namespace DreamStack.Cli;

/// <summary>Starts the relay with the pages that lie beside the tool.</summary>
internal static class RelayHost
{
    /// <summary>A running relay that the caller stops; a <see cref="FailedException"/> says what to do when it cannot start.</summary>
    public static async Task<RelayServer> StartAsync(RelayOptions options)
    {
        string web = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        try
        {
            return await RelayServer.StartAsync(options with { WebRoot = Directory.Exists(web) ? web : null });
        }
        catch (IOException exception)
        {
            throw new FailedException(
                $"Port {options.Port} is in use. Stop what listens there, or choose another with --port.",
                ExitCode.Failed, exception);
        }
        catch (SocketException exception)
        {
            throw new FailedException($"Port {options.Port} cannot be used: {exception.Message}.", ExitCode.Failed, exception);
        }
    }
}
