namespace DreamStack.App.Demos.Springs;

/// <summary>Who holds and who points at what: several viewers, and several fingers of each, at once.</summary>
internal sealed class Hands(SpringsWorld world)
{
    /// <summary>More pointers than this only lose their hover ring, oldest first.</summary>
    private const int MaxPointers = 32;

    private readonly List<Grip> _grips = [];
    private readonly List<(uint Viewer, double X, double Y)> _pointers = [];

    public int HeldMask
    {
        get
        {
            int mask = 0;
            foreach (Grip grip in _grips)
            {
                mask |= 1 << grip.Ball;
            }

            return mask;
        }
    }

    public int HoverMask
    {
        get
        {
            int mask = 0;
            foreach ((_, double x, double y) in _pointers)
            {
                int ball = world.BallAt(x, y);
                mask |= ball < 0 ? 0 : 1 << ball;
            }

            return mask;
        }
    }

    public bool Holds(uint viewer, int contact) => Find(viewer, contact) >= 0;

    /// <summary>Takes the ball under a contact, unless somebody holds it; gives the ball, or −1.</summary>
    public int TryGrab(uint viewer, int contact, double x, double y)
    {
        int ball = world.BallAt(x, y);
        if (ball < 0 || world.IsHeld(ball) || Holds(viewer, contact))
        {
            return -1;
        }

        (double ballX, double ballY) = world.Position(ball);
        _grips.Add(new Grip(viewer, contact, ball, ballX - x, ballY - y));
        world.Hold(ball);
        return ball;
    }

    public void Move(uint viewer, int contact, double x, double y)
    {
        int index = Find(viewer, contact);
        if (index >= 0)
        {
            Grip grip = _grips[index];
            world.MoveHeld(grip.Ball, x + grip.OffsetX, y + grip.OffsetY);
        }
    }

    public void Release(uint viewer, int contact)
    {
        int index = Find(viewer, contact);
        if (index >= 0)
        {
            world.Release(_grips[index].Ball);
            _grips.RemoveAt(index);
        }
    }

    public void ReleaseAll()
    {
        foreach (Grip grip in _grips)
        {
            world.Release(grip.Ball);
        }

        _grips.Clear();
        _pointers.Clear();
    }

    /// <summary>Remembers where a viewer points: a ball may come and go under a pointer that lies still.</summary>
    public void Point(uint viewer, double x, double y)
    {
        for (int i = 0; i < _pointers.Count; i++)
        {
            if (_pointers[i].Viewer == viewer)
            {
                _pointers[i] = (viewer, x, y);
                return;
            }
        }

        if (_pointers.Count == MaxPointers)
        {
            _pointers.RemoveAt(0);
        }

        _pointers.Add((viewer, x, y));
    }

    private int Find(uint viewer, int contact)
    {
        for (int i = 0; i < _grips.Count; i++)
        {
            if (_grips[i].Viewer == viewer && _grips[i].Contact == contact)
            {
                return i;
            }
        }

        return -1;
    }
}
