using System.IO.Pipelines;

namespace DreamStack.Relay.Engine;

/// <summary>One end of a connection: what comes and what goes.</summary>
internal sealed record PipePair(PipeReader Input, PipeWriter Output) : IDuplexPipe;
