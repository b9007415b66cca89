namespace DreamStack.Cli;

/// <summary>The tool cannot do what was asked; the message is for a person and the code for a script.</summary>
internal sealed class FailedException(string message, int exitCode = ExitCode.Failed, Exception? inner = null)
    : Exception(message, inner)
{
    public int ExitCode { get; } = exitCode;
}
