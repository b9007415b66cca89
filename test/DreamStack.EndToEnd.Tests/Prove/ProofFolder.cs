using DreamStack.Cli.Prove;
using DreamStack.EndToEnd.Tests.Tool;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Prove;

/// <summary>Runs a proof into a folder of its own, which goes afterwards.</summary>
internal sealed class ProofFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ds-prove").FullName;

    /// <summary>Where a proof's result goes.</summary>
    public string ReportOf(string proof) => Path.Combine(_folder, proof + ".md");

    /// <summary>Where its parts go.</summary>
    public string PartsOf(string proof) => Path.ChangeExtension(ReportOf(proof), ".json");

    /// <summary>The proof's parts, once every claim of it holds.</summary>
    public async Task<ProofRecord> HoldsAsync(string proof, params string[] options)
    {
        (int code, string printed) = await ToolProcess.RunAsync(["prove", proof, .. options, "--output", ReportOf(proof)]);
        Assert.True(code == 0, printed);
        return ProofRecord.Read(PartsOf(proof))!;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
