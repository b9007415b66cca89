using DreamStack.Ahead.Emit;
using static DreamStack.Ahead.Intrinsics.Intrinsic;

namespace DreamStack.Ahead.Intrinsics;

/// <summary>Places, copies and arrays.</summary>
internal static class Memory
{
    private const string Unsafe = "System.Runtime.CompilerServices.Unsafe::";
    private const string Helpers = "System.SpanHelpers::";

    public static IEnumerable<KeyValuePair<string, Intrinsic>> All =>
    [
        C(Unsafe + "As", "$0"),
        C(Unsafe + "AsRef", "$0"),
        C(Unsafe + "AsPointer", "$0"),
        C(Unsafe + "Add", "$0 + (int32_t)$1 * (int32_t)sizeof($T)"),
        C(Unsafe + "Subtract", "$0 - (int32_t)$1 * (int32_t)sizeof($T)"),
        C(Unsafe + "AddByteOffset", "$0 + (int32_t)$1"),
        C(Unsafe + "SubtractByteOffset", "$0 - (int32_t)$1"),
        C(Unsafe + "ByteOffset", "(int32_t)((uintptr_t)$1 - (uintptr_t)$0)"),
        C(Unsafe + "AreSame", "$0 == $1"),
        C(Unsafe + "IsNullRef", "$0 == 0"),
        C(Unsafe + "NullRef", "(ptr)0"),
        C(Unsafe + "IsAddressLessThan", "(uintptr_t)$0 < (uintptr_t)$1"),
        C(Unsafe + "IsAddressGreaterThan", "(uintptr_t)$0 > (uintptr_t)$1"),
        C(Unsafe + "IsAddressLessThanOrEqualTo", "(uintptr_t)$0 <= (uintptr_t)$1"),
        C(Unsafe + "IsAddressGreaterThanOrEqualTo", "(uintptr_t)$0 >= (uintptr_t)$1"),
        C(Unsafe + "Read", "READ($T, $0)"),
        C(Unsafe + "ReadUnaligned", "READ($T, $0)"),
        C(Unsafe + "Write", "WRITE($T, $0, $1)"),
        C(Unsafe + "WriteUnaligned", "WRITE($T, $0, $1)"),
        C(Unsafe + "BitCast", "BITS($U, $T, $0)"),
        C(Unsafe + "SkipInit", "(void)0"),
        C(Unsafe + "CopyBlock", "__builtin_memcpy($0, $1, (uint32_t)$2)"),
        C(Unsafe + "CopyBlockUnaligned", "__builtin_memcpy($0, $1, (uint32_t)$2)"),
        C(Unsafe + "InitBlock", "__builtin_memset($0, $1, (uint32_t)$2)"),
        C(Unsafe + "InitBlockUnaligned", "__builtin_memset($0, $1, (uint32_t)$2)"),
        Constant(Unsafe + "SizeOf", (method, _) => method.Arguments[0].Size is > 0 and var size ? size : null, "(int32_t)sizeof($T)"),
        C(Helpers + "Memmove", "__builtin_memmove($0, $1, (uint32_t)$2)"),
        C(Helpers + "ClearWithoutReferences", "__builtin_memset($0, 0, (uint32_t)$1)"),
        C(Helpers + "ClearWithReferences", "__builtin_memset($0, 0, (uint32_t)$1 * 4)"),
        C(Helpers + "CommonPrefixLength", "({ int32_t i_ = 0, n_ = $2; ptr a_ = $0, b_ = $1; while (i_ < n_ && a_[i_] == b_[i_]) i_++; i_; })"),
        C("System.Buffer::Memmove", "__builtin_memmove($0, $1, (uint32_t)$2 * sizeof($T))"),
        C("System.Buffer::MemoryCopy", "memory_copy($0, $1, (uint64_t)$2, (uint64_t)$3)"),
        C("System.Buffer::BulkMoveWithWriteBarrier", "__builtin_memmove($0, $1, (uint32_t)$2)"),
        C("System.Runtime.InteropServices.MemoryMarshal::GetArrayDataReference", "there($0) + sizeof(Array)"),
        C("System.Array::get_Length", "((Array *)there($0))->length"),
        C("System.Array::get_LongLength", "(int64_t)((Array *)there($0))->length"),
        C("System.Array::get_NativeLength", "((Array *)there($0))->length"),
        new("System.Array::Clear", new Intrinsic(Clear)),
        new("System.Array::Copy", new Intrinsic(Copy)),
        new("System.GC::AllocateArray", new Intrinsic(NewArray)),
        new("System.GC::AllocateUninitializedArray", new Intrinsic(NewArray)),
        C("System.Buffers.ArrayPool`1::get_Shared", "((ptr)0)"),
        new("System.Buffers.ArrayPool`1::Rent", new Intrinsic((world, method, arguments) => world.NewArray(world.Universe.ArrayOf(method.Owner.Arguments[0]), arguments[1]))),
        C("System.Buffers.ArrayPool`1::Return", "(void)0"),
        new("System.String::FastAllocateString", new Intrinsic((world, method, arguments) => world.NewString(arguments[0]))),
    ];

    private static string NewArray(ClosedWorld world, Metadata.ClosedMethod method, string[] arguments) => world.NewArray(world.Universe.ArrayOf(method.Arguments[0]), arguments[0]);

    private static string Clear(ClosedWorld world, Metadata.ClosedMethod method, string[] arguments) => arguments.Length == 1
        ? $"__builtin_memset({arguments[0]} + sizeof(Array), 0, ((Object *)there({arguments[0]}))->bytes - sizeof(Array))"
        : $"array_clear(there({arguments[0]}), {arguments[1]}, {arguments[2]})";

    private static string Copy(ClosedWorld world, Metadata.ClosedMethod method, string[] arguments) => arguments.Length == 3
        ? $"array_copy(there({arguments[0]}), 0, there({arguments[1]}), 0, (int32_t){arguments[2]})"
        : $"array_copy(there({arguments[0]}), (int32_t){arguments[1]}, there({arguments[2]}), (int32_t){arguments[3]}, (int32_t){arguments[4]})";
}
