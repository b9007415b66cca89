namespace DreamStack.App.Signals;

/// <summary>Who is reading on this thread, and which effects wait for the outermost batch to close.</summary>
internal static class Tracking
{
    /// <summary>Effects that keep waking each other are a cycle once they did it this many times in one batch.</summary>
    private const int MaxRounds = 100;

    private static long s_writes;

    [ThreadStatic]
    private static Effect? t_firstPending;

    [ThreadStatic]
    private static Effect? t_lastPending;

    [ThreadStatic]
    private static int t_depth;

    [ThreadStatic]
    private static Dependencies? t_current;

    [ThreadStatic]
    private static Scope? t_scope;

    public static Dependencies? Current
    {
        get => t_current;
        set => t_current = value;
    }

    public static Scope? Scope
    {
        get => t_scope;
        set => t_scope = value;
    }

    /// <summary>Changes with every write in the process, so an unobserved computation can skip asking its sources.</summary>
    public static long Writes => Volatile.Read(ref s_writes);

    public static void CountWrite() => Interlocked.Increment(ref s_writes);

    public static void OpenBatch() => t_depth++;

    public static void CloseBatch()
    {
        if (t_depth > 1)
        {
            t_depth--;
            return;
        }

        List<Exception>? errors = null;
        int rounds = 0;
        while (t_firstPending is not null)
        {
            Effect? effect = t_firstPending;
            t_firstPending = t_lastPending = null;
            bool givenUp = ++rounds > MaxRounds;
            while (effect is not null)
            {
                Effect? next = effect.TakeFromQueue();
                if (!givenUp && effect.RunQueued() is { } error)
                {
                    (errors ??= []).Add(error);
                }

                effect = next;
            }

            if (givenUp)
            {
                (errors ??= []).Add(new SignalCycleException("Effects keep waking each other without end."));
            }
        }

        t_depth--;
        if (errors is not null)
        {
            throw errors.Count == 1 ? errors[0] : new AggregateException("Several effects failed.", errors);
        }
    }

    public static void Enqueue(Effect effect)
    {
        if (t_lastPending is null)
        {
            t_firstPending = effect;
        }
        else
        {
            t_lastPending.NextPending = effect;
        }

        t_lastPending = effect;
    }
}
