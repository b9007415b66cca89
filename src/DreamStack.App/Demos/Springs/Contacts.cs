namespace DreamStack.App.Demos.Springs;

/// <summary>Keeps balls apart from one another and inside the walls, and notes how hard they met.</summary>
internal sealed class Contacts(Ball[] balls)
{
    private const double BallBounce = 0.85;
    private const double WallBounce = 0.6;

    /// <summary>Slower than this, in pixels a second of the default picture, they lean on each other and make no sound.</summary>
    private const double QuietSpeed = 50;

    public List<Impact> Impacts { get; } = [];

    public void Resolve(in SpringsLayout layout)
    {
        for (int i = 0; i < balls.Length; i++)
        {
            for (int j = i + 1; j < balls.Length; j++)
            {
                Separate(i, j, layout.Scale);
            }
        }

        for (int i = 0; i < balls.Length; i++)
        {
            if (!balls[i].Held)
            {
                KeepInside(i, layout);
            }
        }
    }

    private void Separate(int first, int second, double scale)
    {
        ref Ball a = ref balls[first];
        ref Ball b = ref balls[second];
        double mobility = a.Mobility + b.Mobility;
        (double ax, double ay) = a.Spring.Position;
        (double bx, double by) = b.Spring.Position;
        (double dx, double dy) = (bx - ax, by - ay);
        double reach = a.Radius + b.Radius;
        double squared = (dx * dx) + (dy * dy);
        if (squared >= reach * reach || mobility == 0)
        {
            return;
        }

        double distance = Math.Sqrt(squared);

        // Two balls in the very same place part sideways: any direction does, if it is always the same.
        (double nx, double ny) = distance > 0 ? (dx / distance, dy / distance) : (1, 0);
        double overlap = (reach - distance) / mobility;
        a.Spring.Position = (ax - (nx * overlap * a.Mobility), ay - (ny * overlap * a.Mobility));
        b.Spring.Position = (bx + (nx * overlap * b.Mobility), by + (ny * overlap * b.Mobility));

        (double avx, double avy) = a.Spring.Velocity;
        (double bvx, double bvy) = b.Spring.Velocity;
        double closing = ((avx - bvx) * nx) + ((avy - bvy) * ny);
        if (closing <= 0)
        {
            return;
        }

        double impulse = (1 + BounceAt(closing / scale, BallBounce)) * closing / mobility;
        Give(ref a, -impulse, nx, ny);
        Give(ref b, impulse, nx, ny);
        Note(first, closing / scale);
        Note(second, closing / scale);
    }

    private void KeepInside(int index, in SpringsLayout layout)
    {
        ref Ball ball = ref balls[index];
        (double x, double y) = ball.Spring.Position;
        (double vx, double vy) = ball.Spring.Velocity;
        double speedX = Reflect(ref x, ref vx, ball.Radius, layout.Width, layout.Scale);
        double speedY = Reflect(ref y, ref vy, ball.Radius, layout.Height, layout.Scale);
        if (speedX > 0 || speedY > 0)
        {
            ball.Spring.Position = (x, y);
            ball.Spring.Velocity = (vx, vy);
            Note(index, Math.Max(speedX, speedY));
        }
    }

    private static double Reflect(ref double at, ref double velocity, double radius, double side, double scale)
    {
        bool low = at < radius;
        if (!low && at <= side - radius)
        {
            return 0;
        }

        at = low ? radius : side - radius;
        double speed = (low ? -velocity : velocity) / scale;
        if (speed <= 0)
        {
            return double.Epsilon;
        }

        velocity *= -BounceAt(speed, WallBounce);
        return speed;
    }

    private static double BounceAt(double speed, double bounce) => speed > QuietSpeed ? bounce : 0;

    private static void Give(ref Ball ball, double impulse, double nx, double ny)
    {
        if (!ball.Held)
        {
            (double x, double y) = ball.Spring.Velocity;
            ball.Spring.Velocity = (x + (impulse * ball.InverseMass * nx), y + (impulse * ball.InverseMass * ny));
        }
    }

    private void Note(int ball, double speed)
    {
        if (speed > QuietSpeed)
        {
            Impacts.Add(new Impact(ball, speed));
        }
    }
}
