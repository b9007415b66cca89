using static DreamStack.Ahead.Intrinsics.Intrinsic;

namespace DreamStack.Ahead.Intrinsics;

/// <summary>There is one thread: what guards against others does nothing, and to start or wait for one is an error.</summary>
internal static class Threads
{
    private const string Interlocked = "System.Threading.Interlocked::";

    public static IEnumerable<KeyValuePair<string, Intrinsic>> All =>
    [
        C("System.Threading.Monitor::Enter", "(void)0"),
        C("System.Threading.Monitor::Exit", "(void)0"),
        C("System.Threading.Monitor::PulseAll", "(void)0"),
        C("System.Threading.Monitor::Wait", "({ fail(\"There is one thread: it would wait for ever.\"); 0; })"),
        C("System.Threading.Thread::.ctor", "({ fail(\"There is one thread.\"); (ptr)0; })"),
        C("System.Threading.Thread::*", "(void)0"),
        C("System.Threading.SpinWait::SpinOnce", "fail(\"There is one thread: it would wait for ever.\")"),
        C("System.Threading.SpinWait::get_Count", "0"),
        C(Interlocked + "MemoryBarrier", "(void)0"),
        .. Each(Interlocked),
    ];

    private static IEnumerable<KeyValuePair<string, Intrinsic>> Each(string owner) =>
    [
        C(owner + "Increment", "++*($R *)$0"),
        C(owner + "Decrement", "--*($R *)$0"),
        C(owner + "Add", "*($R *)$0 += $1"),
        C(owner + "Exchange", "({ $R v_ = *($R *)$0; *($R *)$0 = $1; v_; })"),
        C(owner + "CompareExchange", "({ $R v_ = *($R *)$0; if (v_ == $2) *($R *)$0 = $1; v_; })"),
    ];
}
