namespace DreamStack.Relay;

/// <summary>Who is told what the relay carries for whom: the console, /clients, /stats and /metrics.</summary>
public enum ConsoleAccess
{
    /// <summary>Everybody who can reach the relay.</summary>
    On,

    /// <summary>Who asks from the machine the relay runs on.</summary>
    Local,

    /// <summary>Nobody.</summary>
    Off,
}
