using Xunit;

namespace DreamStack.Tests.Physics;

/// <summary>Tests whose worlds bring threads of their own: they run when nothing else does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class WorkersCollection
{
    public const string Name = "physics workers";
}
