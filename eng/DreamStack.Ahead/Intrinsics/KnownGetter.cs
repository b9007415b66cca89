using DreamStack.Ahead.Metadata;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace DreamStack.Ahead.Intrinsics;

/// <summary>Static properties that only say what the machine has: their value is known while translating.</summary>
internal static class KnownGetter
{
    /// <summary>Null when it takes more than constants and tests of them to know.</summary>
    public static long? Evaluate(Universe universe, ClosedMethod method, ClosedMethod from)
    {
        if (!method.IsStatic || method.Parameters.Length > 0 || method.Result.Shape != Shape.Boolean || !method.Definition.HasBody || !method.Definition.IsGetter) return null;
        Stack<long> stack = new();
        Instruction? at = method.Definition.Body.Instructions[0];
        for (int steps = 0; at is not null && steps < 64; steps++)
        {
            Instruction? next = at.Next;
            switch (at.OpCode.Code)
            {
                case Code.Nop: break;
                case Code.Ldc_I4_0: stack.Push(0); break;
                case Code.Ldc_I4_1: stack.Push(1); break;
                case Code.Ldc_I4: stack.Push((int)at.Operand); break;
                case Code.Br or Code.Br_S: next = (Instruction)at.Operand; break;
                case Code.Brtrue or Code.Brtrue_S when stack.TryPop(out long yes): next = yes != 0 ? (Instruction)at.Operand : next; break;
                case Code.Brfalse or Code.Brfalse_S when stack.TryPop(out long no): next = no == 0 ? (Instruction)at.Operand : next; break;
                case Code.Call when Called(universe, (MethodReference)at.Operand, method, from) is { } known: stack.Push(known); break;
                case Code.Ret when stack.TryPop(out long result): return result;
                default: return null;
            }

            at = next;
        }

        return null;
    }

    private static long? Called(Universe universe, MethodReference reference, ClosedMethod method, ClosedMethod from)
    {
        if (reference.Parameters.Count > 0 || reference.HasThis) return null;
        ClosedMethod called = universe.Close(reference, GenericScope.Of(method));
        // One that reads itself is the runtime's word for what the machine has; this one has none of that.
        if (called == method) return 0;
        return Intrinsic.Find(called, from)?.Known?.Invoke(called, []) is { Constant: { } known } ? known : Evaluate(universe, called, from);
    }
}
