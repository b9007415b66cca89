using System.Text.Json.Serialization;

namespace DreamStack.Cli.Bench.Relay.Results;

/// <summary>How a run lies in its file.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true, UseStringEnumConverter = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(RunRecord))]
internal sealed partial class RunRecordJson : JsonSerializerContext;
