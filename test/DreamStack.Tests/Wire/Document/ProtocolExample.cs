namespace DreamStack.Tests.Wire.Document;

/// <summary>A worked example: one whole message and what its lines say.</summary>
internal sealed record ProtocolExample(bool IsInput, byte Code, string Type, byte[] Message, string Meaning)
{
    public string File => $"{(IsInput ? "input" : "frame")}-{Code:x2}-{Type}.bin";

    public override string ToString() => File;
}
