namespace DreamStack.Physics.Parallel;

/// <summary>
/// The threads that share a step. Work is cut into ranges that do not touch each other's data, so who takes which range
/// changes no result. With one worker there is no thread.
/// </summary>
internal sealed class Crew : IDisposable
{
    private const int SpinsBeforeRest = 200;

    private readonly Thread[] _threads;
    private readonly object _rest = new();
    private Action<int, int> _job = static (_, _) => { };
    private int _count;
    private int _grain;
    private int _next;
    private int _busy;
    private int _resting;
    private int _round;
    private volatile bool _isOver;

    public Crew(int workers)
    {
        _threads = new Thread[workers - 1];
        for (int i = 0; i < _threads.Length; i++)
        {
            _threads[i] = new Thread(Work) { IsBackground = true, Name = "physics" };
            _threads[i].Start();
        }
    }

    /// <summary>Calls the job for ranges that together are [0, count), and returns when all are done.</summary>
    public void For(int count, int grain, Action<int, int> job)
    {
        if (count == 0) return;
        if (_threads.Length == 0 || count <= grain)
        {
            job(0, count);
            return;
        }

        _job = job;
        _count = count;
        _grain = grain;
        Volatile.Write(ref _next, 0);
        Volatile.Write(ref _busy, _threads.Length);
        Interlocked.Increment(ref _round);
        WakeResting();
        TakeRanges();
        SpinWait spin = default;
        while (Volatile.Read(ref _busy) > 0) spin.SpinOnce(sleep1Threshold: -1);
    }

    public void Dispose()
    {
        if (_isOver) return;
        _isOver = true;
        Interlocked.Increment(ref _round);
        WakeResting();
        foreach (Thread thread in _threads) thread.Join();
    }

    private void TakeRanges()
    {
        while (true)
        {
            int from = Interlocked.Add(ref _next, _grain) - _grain;
            if (from >= _count) return;
            _job(from, Math.Min(from + _grain, _count));
        }
    }

    private void Work()
    {
        int seen = 0;
        while (true)
        {
            SpinWait spin = default;
            while (Volatile.Read(ref _round) == seen)
            {
                if (_isOver) return;
                if (spin.Count < SpinsBeforeRest) spin.SpinOnce(sleep1Threshold: -1);
                else Rest(seen);
            }

            if (_isOver) return;
            seen++;
            TakeRanges();
            Interlocked.Decrement(ref _busy);
        }
    }

    // Signs in before it looks again, so that a round begun in between either is seen or sees it and waits for the lock.
    private void Rest(int seen)
    {
        lock (_rest)
        {
            Interlocked.Increment(ref _resting);
            while (Volatile.Read(ref _round) == seen) Monitor.Wait(_rest);
            Interlocked.Decrement(ref _resting);
        }
    }

    private void WakeResting()
    {
        if (Volatile.Read(ref _resting) == 0) return;
        lock (_rest) Monitor.PulseAll(_rest);
    }
}
