namespace DreamStack.App.Demos.Springs;

/// <summary>
/// Notices that nothing has gone anywhere for a second: balls that lean on each other tremble by less than is seen, and
/// would keep a stream awake for ever.
/// </summary>
internal sealed class Stillness(int balls)
{
    private const double Unseen = 0.5;
    private const int StepsToSleep = 240;
    private readonly (double X, double Y)[] _places = new (double X, double Y)[balls];
    private int _stillSteps;

    public bool IsAsleep => _stillSteps >= StepsToSleep;

    public void Wake() => _stillSteps = 0;

    /// <summary>Looks at the balls after a step; when they fall asleep here they stop dead.</summary>
    public void Watch(Span<Ball> bodies)
    {
        bool went = false;
        for (int i = 0; i < bodies.Length; i++)
        {
            (double x, double y) = bodies[i].Spring.Position;
            went |= Math.Abs(x - _places[i].X) > Unseen || Math.Abs(y - _places[i].Y) > Unseen;
        }

        _stillSteps = went ? 0 : _stillSteps + 1;
        for (int i = 0; i < bodies.Length && (went || IsAsleep); i++)
        {
            _places[i] = bodies[i].Spring.Position;
            if (!went) bodies[i].Spring.Velocity = (0, 0);
        }
    }
}
