using System.Text.Json;

namespace DreamStack.Cli.Prove;

/// <summary>A proof as far as it has come: what <c>--resume</c> goes on from.</summary>
internal sealed record ProofRecord
{
    /// <summary>The settings that all parts share; a record of others is not gone on with.</summary>
    public required string Command { get; init; }

    /// <summary>The machine, the day and the commit; each stretch of a resumed proof has its own.</summary>
    public List<string> Facts { get; init; } = [];

    public List<ProofPart> Parts { get; init; } = [];

    public static ProofRecord? Read(string file) => File.Exists(file)
        ? JsonSerializer.Deserialize(File.ReadAllText(file), ProofRecordJson.Default.ProofRecord)
        : null;

    public ProofPart? Find(string part) => Parts.Find(known => known.Name == part);

    /// <summary>Adds what is to be known about the whole, once.</summary>
    public void Note(string fact)
    {
        if (!Facts.Contains(fact)) Facts.Add(fact);
    }

    /// <summary>Adds a part, in place of an older one.</summary>
    public void Put(ProofPart part)
    {
        int at = Parts.FindIndex(known => known.Name == part.Name);
        if (at < 0) Parts.Add(part);
        else Parts[at] = part;
    }

    public void Write(string file) => File.WriteAllText(file, JsonSerializer.Serialize(this, ProofRecordJson.Default.ProofRecord));
}
