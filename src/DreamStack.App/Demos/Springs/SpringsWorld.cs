using DreamStack.App.Springs;

namespace DreamStack.App.Demos.Springs;

/// <summary>
/// The balls: each on its spring, bouncing off one another and the walls, in steps of 1/240 s. The same calls with the
/// same times give the same motion, however the times are cut.
/// </summary>
internal sealed class SpringsWorld
{
    private const int StepsPerSecond = 240;
    private const double StepSeconds = 1.0 / StepsPerSecond;
    private const double DampingRatio = 0.16;
    private const double Stillness = 0.4;
    private const double MaxSpeed = 4000;

    /// <summary>How quickly a held ball's speed follows its holder; a throw takes the speed of the last moment.</summary>
    private static readonly double s_follow = 1 - Math.Exp(-StepSeconds / 0.025);
    private static readonly TimeSpan s_longest = TimeSpan.FromMilliseconds(250);

    private readonly Ball[] _balls = new Ball[SpringsLayout.Balls];
    private readonly Contacts _contacts;
    private readonly Stillness _stillness = new(SpringsLayout.Balls);
    private SpringsLayout _layout;
    private SpringStep _step;
    private long _due;

    public SpringsWorld(SpringsLayout layout)
    {
        _contacts = new Contacts(_balls);
        _layout = layout;
        SetStiffness(SpringsBoard.DefaultStiffness);
        PutToRest();
        Fit();
    }

    /// <summary>What was hit since the caller last cleared it.</summary>
    public List<Impact> Impacts => _contacts.Impacts;

    public bool AtRest
    {
        get
        {
            if (_stillness.IsAsleep)
            {
                return true;
            }

            foreach (ref readonly Ball ball in _balls.AsSpan())
            {
                if (ball.Held ? ball.Moved != (0, 0) || ball.Spring.Velocity != (0, 0) : !ball.Spring.AtRest)
                {
                    return false;
                }
            }

            return true;
        }
    }

    public (double X, double Y) Position(int ball) => _balls[ball].Spring.Position;

    public bool IsHeld(int ball) => _balls[ball].Held;

    public void SetStiffness(int percent)
    {
        _stillness.Wake();
        _step = new SpringStep(
            new SpringParameters(6 + (percent * 14.0 / SpringsBoard.MaxStiffness), DampingRatio), StepSeconds);
    }

    public void Resize(SpringsLayout layout)
    {
        _stillness.Wake();
        double grow = layout.Scale / _layout.Scale;
        _layout = layout;
        Fit();
        for (int i = 0; i < _balls.Length; i++)
        {
            ref SpringPoint spring = ref _balls[i].Spring;
            (double restX, double restY) = spring.Target;
            (double x, double y) = spring.Position;
            (double newX, double newY) = layout.Rest(i);
            spring.Target = (newX, newY);
            spring.Position = Inside(newX + ((x - restX) * grow), newY + ((y - restY) * grow), _balls[i].Radius);
            spring.Velocity = (spring.Velocity.X * grow, spring.Velocity.Y * grow);
        }
    }

    public void Advance(TimeSpan elapsed)
    {
        _due += Math.Min(elapsed.Ticks, s_longest.Ticks) * StepsPerSecond;
        for (; _due >= TimeSpan.TicksPerSecond; _due -= TimeSpan.TicksPerSecond)
        {
            Step();
        }
    }

    /// <summary>The ball at a point, the nearest if several; −1 when there is none. A finger's width is added for small pictures.</summary>
    public int BallAt(double x, double y)
    {
        int found = -1;
        double nearest = double.MaxValue;
        for (int i = 0; i < _balls.Length; i++)
        {
            (double ballX, double ballY) = Position(i);
            double distance = Math.Sqrt(((x - ballX) * (x - ballX)) + ((y - ballY) * (y - ballY)));
            if (distance <= _balls[i].Radius + 4 && distance < nearest)
            {
                (found, nearest) = (i, distance);
            }
        }

        return found;
    }

    public void Hold(int ball)
    {
        _stillness.Wake();
        _balls[ball].Held = true;
        _balls[ball].Moved = (0, 0);
        _balls[ball].Spring.Velocity = (0, 0);
    }

    public void Release(int ball)
    {
        _stillness.Wake();
        _balls[ball].Held = false;
    }

    /// <summary>Takes a held ball somewhere at once; what is in between is pushed, not jumped over.</summary>
    public void MoveHeld(int ball, double x, double y)
    {
        _stillness.Wake();
        ref Ball held = ref _balls[ball];
        (double fromX, double fromY) = held.Spring.Position;
        (double toX, double toY) = Inside(x, y, held.Radius);
        held.Moved = (held.Moved.X + toX - fromX, held.Moved.Y + toY - fromY);
        double distance = Math.Sqrt(((toX - fromX) * (toX - fromX)) + ((toY - fromY) * (toY - fromY)));
        int steps = (int)Math.Ceiling(distance / (held.Radius / 2));
        for (int i = 1; i <= steps; i++)
        {
            double part = (double)i / steps;
            held.Spring.Position = (fromX + ((toX - fromX) * part), fromY + ((toY - fromY) * part));
            _contacts.Resolve(_layout);
        }
    }

    public void PutToRest()
    {
        _stillness.Wake();
        for (int i = 0; i < _balls.Length; i++)
        {
            (double x, double y) = _layout.Rest(i);
            _balls[i].Spring = new SpringPoint(x, y);
        }
    }

    public void Push(int ball, double velocityX, double velocityY)
    {
        _stillness.Wake();
        ref Ball pushed = ref _balls[ball];
        if (pushed.Held)
        {
            return;
        }

        (double x, double y) = pushed.Spring.Velocity;
        pushed.Spring.Velocity = Limit(x + (velocityX * _layout.Scale), y + (velocityY * _layout.Scale));
    }

    private static double Clamp(double value, double radius, double side) =>
        Math.Max(Math.Min(value, side - radius), Math.Min(radius, side / 2));

    private (double X, double Y) Inside(double x, double y, double radius) =>
        (Clamp(x, radius, _layout.Width), Clamp(y, radius, _layout.Height));

    private (double X, double Y) Limit(double x, double y)
    {
        double most = MaxSpeed * _layout.Scale;
        double speed = Math.Sqrt((x * x) + (y * y));
        return speed <= most ? (x, y) : (x * most / speed, y * most / speed);
    }

    private void Fit()
    {
        for (int i = 0; i < _balls.Length; i++)
        {
            _balls[i].Radius = _layout.Radius(i);
            _balls[i].InverseMass = 1 / (_balls[i].Radius * _balls[i].Radius);
        }
    }

    private void Step()
    {
        if (_stillness.IsAsleep)
        {
            return;
        }

        foreach (ref Ball ball in _balls.AsSpan())
        {
            if (ball.Held)
            {
                Follow(ref ball);
            }
            else
            {
                ball.Spring.Advance(_step, Stillness);
            }
        }

        _contacts.Resolve(_layout);
        _stillness.Watch(_balls);
    }

    private void Follow(ref Ball ball)
    {
        (double x, double y) = ball.Spring.Velocity;
        x += ((ball.Moved.X / StepSeconds) - x) * s_follow;
        y += ((ball.Moved.Y / StepSeconds) - y) * s_follow;
        bool still = ball.Moved == (0, 0) && Math.Abs(x) < 1 && Math.Abs(y) < 1;
        ball.Spring.Velocity = still ? (0, 0) : Limit(x, y);
        ball.Moved = (0, 0);
    }
}
