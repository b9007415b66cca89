using DreamStack.Ahead.Metadata;
using Mono.Cecil.Cil;

namespace DreamStack.Ahead.Reading;

/// <summary>Where a block goes on.</summary>
internal sealed partial class MethodReader
{
    /// <summary>True when the block goes on.</summary>
    private bool ReadBranch(Instruction at)
    {
        switch (at.OpCode.Code)
        {
            case Code.Br: Go(_blocks[(Instruction)at.Operand]); return false;
            case Code.Leave:
                Say(_finally.Leave(at, (Instruction)at.Operand, target => Enter(target, [])));
                return false;
            case Code.Endfinally: Say(_finally.End(at)); return false;
            case Code.Ret:
                Say(_method.Result.Shape == Shape.Void ? "return;" : $"return {As(Pop(), _method.Result)};");
                return false;
            case Code.Switch: Switch(at); return false;
            case Code.Brtrue: Truth(at, when: true); return false;
            case Code.Brfalse: Truth(at, when: false); return false;
            case Code.Beq or Code.Bne_Un or Code.Bge or Code.Bge_Un or Code.Bgt or Code.Bgt_Un or Code.Ble or Code.Ble_Un or Code.Blt or Code.Blt_Un:
                Operand b = Pop(), a = Pop();
                Fork(at, Comparison(a, b, at.OpCode.Code), a.Constant is { } x && b.Constant is { } y ? Known(x, y, at.OpCode.Code) : null);
                return false;
            default: throw new UntranslatableException("The instruction is not translated.");
        }
    }

    private void Truth(Instruction at, bool when)
    {
        Operand a = Pop();
        Fork(at, $"{(when ? "!!" : "!")}{a.Text}", a.Constant is { } known ? known != 0 == when : null);
    }

    // What is known beforehand leads one way: what lies on the other is not translated.
    private void Fork(Instruction at, string condition, bool? known)
    {
        Block yes = _blocks[(Instruction)at.Operand], no = _blocks[at.Next];
        if (known is { } way)
        {
            Go(way ? yes : no);
            return;
        }

        string go = Enter(yes, _stack);
        if (yes.IsDoomed && !no.IsDoomed) condition = $"__builtin_expect({condition}, 0)";
        else if (no.IsDoomed && !yes.IsDoomed) condition = $"__builtin_expect({condition}, 1)";
        Say($"if ({condition}) {{ {go} }}");
        Go(no);
    }

    private void Switch(Instruction at)
    {
        Operand value = Pop();
        Instruction[] targets = (Instruction[])at.Operand;
        string cases = string.Concat(targets.Select((target, i) => $" case {i}: {Enter(_blocks[target], _stack)}"));
        Say($"switch ((uint32_t){value.Text}) {{{cases} }}");
        Go(_blocks[at.Next]);
    }
}
