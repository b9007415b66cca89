namespace DreamStack.App.Demos.Springs;

/// <summary>Where everything lies in a picture of some size; pure, so source and receiver agree.</summary>
internal readonly record struct SpringsLayout
{
    public const int Balls = 5;
    public const int MinSide = 8;
    
    /// <summary>The square of this is the largest picture that travels (<see cref="Streaming.Wire.WireLimits.MaxPicturePixels"/>).</summary>
    public const int MaxSide = 4000;


    public const int DefaultWidth = 600;
    public const int DefaultHeight = 400;

    /// <summary>On a phone held upright the words must shrink to fit, the balls need not: a finger wants something to hold.</summary>
    private const double NarrowestForFullBalls = 460;

    private readonly double _ballScale;

    private static ReadOnlySpan<double> RestHeights => [0.53, 0.68, 0.47, 0.64, 0.56];

    private static ReadOnlySpan<double> Radii => [23, 30, 19, 27, 21];

    public SpringsLayout(int width, int height)
    {
        Width = Math.Clamp(width, MinSide, MaxSide);
        Height = Math.Clamp(height, MinSide, MaxSide);
        Scale = Math.Min((double)Width / DefaultWidth, (double)Height / DefaultHeight);
        _ballScale = Math.Min(Width / NarrowestForFullBalls, (double)Height / DefaultHeight);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>How much larger than the default picture everything is drawn.</summary>
    public double Scale { get; }

    public double RailY => Height * 0.19;

    public double Radius(int ball) => Radii[ball] * _ballScale;

    public (double X, double Y) Anchor(int ball) => (Width * (0.14 + (0.18 * ball)), RailY);

    public (double X, double Y) Rest(int ball) => (Anchor(ball).X, Height * RestHeights[ball]);
}
