using DreamStack.Cli.Prove;
using DreamStack.EndToEnd.Tests.Tool;
using Xunit;

namespace DreamStack.EndToEnd.Tests.Prove;

/// <summary>Runs a proof into a folder of its own, which goes afterwards.</summary>
internal sealed class ProofFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ds-prove").FullName;

    /// <summary>The proof's parts, once every claim of it holds.</summary>
    public async Task<ProofRecord> HoldsAsync(string proof, params string[] options)
    {
        string output = Path.Combine(_folder, proof + ".md");
        (int code, string printed) = await ToolProcess.RunAsync(["prove", proof, .. options, "--output", output]);
        Assert.True(code == 0, printed);
        return ProofRecord.Read(Path.ChangeExtension(output, ".json"))!;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
