using System.Runtime.CompilerServices;

namespace DreamStack.Physics.Maths;

/// <summary>Looks at what a caller hands in before anything is changed; the message says what would do.</summary>
internal static class Guard
{
    /// <summary>Furthest place that is taken, in metres from the origin.</summary>
    public const float Reach = 1e6f;

    /// <summary>Fastest speed that is taken, in metres or radians a second; a step then allows less.</summary>
    public const float Speed = 1e6f;

    /// <summary>Greatest angle in radians; beyond it a float says little of where in the circle it is.</summary>
    public const float Turn = 1e6f;

    /// <summary>Greatest force and impulse that is taken.</summary>
    public const float Push = 1e18f;

    /// <summary>Greatest torque: that of the greatest force from one end of the world at the other.</summary>
    public const float Twist = 4f * Push * Reach;

    /// <summary>Longest way of a cast in metres.</summary>
    public const float Way = 1e9f;

    public static float Number(float value, float low, float high, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value >= low && value <= high ? value : throw new ArgumentOutOfRangeException(name, value, $"Must be a number in [{low}, {high}].");

    public static Vec2 Vector(Vec2 value, float most, [CallerArgumentExpression(nameof(value))] string name = "") =>
        MathF.Abs(value.X) <= most && MathF.Abs(value.Y) <= most ? value : throw new ArgumentOutOfRangeException(name, value, $"Both parts must be numbers within ±{most}.");

    public static Vec2 Point(Vec2 value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        MathF.Abs(value.X) <= Reach && MathF.Abs(value.Y) <= Reach ? value : throw new ArgumentOutOfRangeException(name, value, "Must lie within 1,000 km of the origin.");

    /// <summary>The unit vector of a direction.</summary>
    public static Vec2 Direction(Vec2 value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        Vec2 unit = Vector(value, Reach, name).Normalized();
        return unit != default ? unit : throw new ArgumentException("It has no direction: it must not be zero.", name);
    }

    /// <summary>The pose with a rotation of unit length.</summary>
    public static Pose Pose(Pose value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        Point(value.Position, name);
        float squared = (value.Rotation.Cos * value.Rotation.Cos) + (value.Rotation.Sin * value.Rotation.Sin);
        if (!(squared is > 0.9f and < 1.1f)) throw new ArgumentOutOfRangeException(name, value, "A rotation is a cosine and a sine of one angle: take Pose.At, Pose.Identity or Rotation.FromAngle.");
        return new Pose(value.Position, value.Rotation.Unit());
    }

    public static Bounds Box(Bounds value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value.Lower.X <= value.Upper.X && value.Lower.Y <= value.Upper.Y ? value : throw new ArgumentException($"The lower corner of {value} must not lie beyond the upper one.", name);

    public static T Known<T>(T value, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : struct, Enum =>
        Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(name, value, $"There is no such {typeof(T).Name}.");
}
