using static DreamStack.Ahead.Intrinsics.Intrinsic;

namespace DreamStack.Ahead.Intrinsics;

/// <summary>What a machine has one instruction for.</summary>
internal static class Numbers
{
    private const string Bits = "System.Numerics.BitOperations::";

    public static IEnumerable<KeyValuePair<string, Intrinsic>> All =>
    [
        .. Of("Sqrt", "sqrt"), .. Of("Floor", "floor"), .. Of("Ceiling", "ceil"), .. Of("Truncate", "trunc"),
        C("System.MathF::Abs", "__builtin_fabsf($0)"),
        C("System.Single::Abs", "__builtin_fabsf($0)"),
        C("System.Double::Abs", "__builtin_fabs($0)"),
        C(Bits + "LeadingZeroCount", "({ __typeof__($0) v_ = $0; v_ == 0 ? (int32_t)(8 * sizeof v_) : sizeof v_ == 8 ? __builtin_clzll((uint64_t)v_) : __builtin_clz((uint32_t)v_); })"),
        C(Bits + "TrailingZeroCount", "({ __typeof__($0) v_ = $0; v_ == 0 ? (int32_t)(8 * sizeof v_) : sizeof v_ == 8 ? __builtin_ctzll((uint64_t)v_) : __builtin_ctz((uint32_t)v_); })"),
        C(Bits + "PopCount", "({ __typeof__($0) v_ = $0; sizeof v_ == 8 ? __builtin_popcountll((uint64_t)v_) : __builtin_popcount((uint32_t)v_); })"),
    ];

    private static IEnumerable<KeyValuePair<string, Intrinsic>> Of(string name, string builtin) =>
    [
        C($"System.Math::{name}", $"__builtin_{builtin}($0)"),
        C($"System.MathF::{name}", $"__builtin_{builtin}f($0)"),
        C($"System.Single::{name}", $"__builtin_{builtin}f($0)"),
        C($"System.Double::{name}", $"__builtin_{builtin}($0)"),
    ];
}
