namespace DreamStack.EndToEnd.Tests.Pages;

/// <summary>What the browser itself writes to the console, for a page that asks a relay which is not there.</summary>
internal static class RelayGone
{
    public static bool Explains(string complaint) =>
        complaint.Contains("WebSocket connection", StringComparison.Ordinal)
        || complaint.Contains("net::ERR_CONNECTION_REFUSED", StringComparison.Ordinal);
}
