using System.Text;
using Mono.Cecil.Cil;

namespace DreamStack.Ahead.Reading;

/// <summary>Instructions that run one after another.</summary>
internal sealed class Block(Instruction first)
{
    public Instruction First { get; } = first;

    /// <summary>What lies on the stack at its begin; null until something leads here.</summary>
    public Operand[]? Entry { get; set; }

    public bool IsRead { get; set; }

    /// <summary>Ends in an exception whichever way it goes.</summary>
    public bool IsDoomed { get; set; }

    public StringBuilder Text { get; } = new();

    public string Label => $"L{First.Offset}";
}
