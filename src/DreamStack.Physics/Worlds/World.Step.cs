using DreamStack.Physics.Events;
using DreamStack.Physics.Solver;

namespace DreamStack.Physics.Worlds;

public sealed unsafe partial class World
{
    private bool _isStepping;

    /// <summary>Moves time on by <paramref name="seconds"/>, at most a tenth; then delivers the step's events.</summary>
    public void Step(float seconds = 1f / 60f)
    {
        if (!(seconds is > 0f and <= 0.1f)) throw new ArgumentOutOfRangeException(nameof(seconds), seconds, "A step takes more than 0 and at most 0.1 s.");
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        ThrowIfTelling();
        ThrowIfTorn();
        _isStepping = true;
        try
        {
            StepContext context = ContextFor(seconds);
            IsTorn = true;
            Globals.Step++;
            Log.Raise(new WorldEvent { Kind = WorldEventKind.StepBegan });
            _regions.Apply(seconds);
            _pairFinder.Run();
            _contactUpdate.Run();
            _solver.Run(context);
            _sweeper.Run();
            _islands.Run();
            BreakJoints(context.InverseH);
            _regions.Track();
            Nodes.BodiesMoved();
            Log.Raise(new WorldEvent { Kind = WorldEventKind.StepEnded });
            Globals.EventHash = Log.Close(Globals.EventHash);
            IsTorn = false;
        }
        finally
        {
            _isStepping = false;
        }

        Log.Deliver(this);
    }

    internal void ThrowIfTelling()
    {
        ThrowIfStepping();
        if (Log.IsDelivering) throw new InvalidOperationException("An event cannot take a step: the step before it is still being told.");
    }

    /// <summary>Whether the last step was broken off, as a contact filter threw: half of it is done.</summary>
    internal bool IsTorn { get; private set; }

    private void ThrowIfTorn()
    {
        if (IsTorn) throw new InvalidOperationException("An exception has broken the last step off: restore a state first.");
    }

    internal void ThrowIfStepping()
    {
        if (_isStepping) throw new InvalidOperationException("The world cannot be changed within a step; change it in an event, which comes after.");
    }

    private StepContext ContextFor(float seconds)
    {
        int subSteps = Settings.SubSteps;
        float h = seconds / subSteps, rate = 0.25f / h;
        float contactHertz = Settings.ContactHertz < rate ? Settings.ContactHertz : rate;
        float jointHertz = Settings.JointHertz < rate ? Settings.JointHertz : rate;
        return new StepContext
        {
            Dt = seconds,
            H = h,
            InverseH = 1f / h,
            SubSteps = subSteps,
            Gravity = Gravity,
            Contact = Softness.Of(contactHertz, Settings.ContactDamping, h),
            StaticContact = Softness.Of(2f * contactHertz, Settings.ContactDamping, h),
            Joint = Softness.Of(jointHertz, Settings.JointDamping, h),
            PushSpeed = Settings.PushSpeed,
            RestitutionThreshold = Settings.RestitutionThreshold,
        };
    }
}
