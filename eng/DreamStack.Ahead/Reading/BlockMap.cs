using Mono.Cecil;
using Mono.Cecil.Cil;

namespace DreamStack.Ahead.Reading;

/// <summary>A body cut into blocks, with those marked that only lead to an exception: what they work out is its text alone.</summary>
internal sealed class BlockMap
{
    private readonly SortedDictionary<int, Block> _blocks = [];

    public BlockMap(MethodBody body)
    {
        Begin(body.Instructions[0]);
        foreach (ExceptionHandler handler in body.ExceptionHandlers)
        {
            Begin(handler.TryStart);
            Begin(handler.HandlerStart);
            Begin(handler.HandlerEnd);
            Begin(handler.FilterStart);
        }

        foreach (Instruction instruction in body.Instructions)
        {
            if (instruction.Operand is Instruction target) Begin(target);
            if (instruction.Operand is Instruction[] targets) Array.ForEach(targets, Begin);
            if (IsEnd(instruction)) Begin(instruction.Next);
        }

        while (_blocks.Values.Any(block => !block.IsDoomed && (block.IsDoomed = Dooms(block))))
        {
        }
    }

    public IEnumerable<Block> All => _blocks.Values;

    public Block this[Instruction instruction] => _blocks[instruction.Offset];

    public bool Begins(Instruction? instruction) => instruction is null || _blocks.ContainsKey(instruction.Offset);

    public static bool NeverReturns(Instruction instruction) =>
        instruction.OpCode.Code is Code.Call or Code.Callvirt && instruction.Operand is MethodReference method
        && method.Resolve() is { } definition && (definition.CustomAttributes.Any(a => a.AttributeType.Name == "DoesNotReturnAttribute") || definition.DeclaringType.Name == "ThrowHelper");

    private void Begin(Instruction? instruction)
    {
        if (instruction is not null) _blocks.TryAdd(instruction.Offset, new Block(instruction));
    }

    private static bool IsEnd(Instruction instruction) =>
        instruction.OpCode.FlowControl is FlowControl.Branch or FlowControl.Cond_Branch or FlowControl.Return or FlowControl.Throw;

    private bool Dooms(Block block)
    {
        for (Instruction? at = block.First; at is not null; at = at.Next)
        {
            if (at != block.First && Begins(at)) return this[at].IsDoomed;
            if (NeverReturns(at)) return true;
            switch (at.OpCode.FlowControl)
            {
                case FlowControl.Throw: return at.OpCode.Code == Code.Throw;
                case FlowControl.Return: return false;
                case FlowControl.Branch: return at.OpCode.Code is Code.Br or Code.Br_S && this[(Instruction)at.Operand].IsDoomed;
                case FlowControl.Cond_Branch:
                    return at.Operand is Instruction target && this[target].IsDoomed && at.Next is { } next && this[next].IsDoomed;
            }
        }

        return true;
    }
}
