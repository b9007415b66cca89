using System.Text.Json.Serialization;

namespace DreamStack.Cli.Prove;

/// <summary>How a proof lies in its file.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(ProofRecord))]
internal sealed partial class ProofRecordJson : JsonSerializerContext;
