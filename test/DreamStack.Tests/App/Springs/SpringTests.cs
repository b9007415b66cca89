using CsCheck;
using DreamStack.App.Springs;
using Xunit;

namespace DreamStack.Tests.App.Springs;

public sealed class SpringTests
{
    private static readonly Gen<SpringParameters> Parameters = Gen.Select(
        Gen.Double[1, 60],
        Gen.OneOf(Gen.Double[0, 0.99], Gen.Const(1.0), Gen.Double[0.999, 1.001], Gen.Double[1.01, 6]),
        (frequency, damping) => new SpringParameters(frequency, damping));

    private static readonly Gen<Spring> Springs = Gen.Select(
        Gen.Double[-2, 2],
        Gen.Double[-10, 10],
        Gen.Double[-2, 2],
        (position, velocity, target) => new Spring(position) { Velocity = velocity, Target = target });

    [Fact]
    public void Two_half_steps_are_one_whole_step() =>
        Gen.Select(Parameters, Springs, Gen.Double[0, 0.5]).Sample((parameters, spring, seconds) =>
        {
            Spring whole = spring;
            Spring halves = spring;
            whole.Advance(new SpringStep(parameters, seconds), stillness: 0);
            var half = new SpringStep(parameters, seconds / 2);
            halves.Advance(half, stillness: 0);
            halves.Advance(half, stillness: 0);

            Assert.Equal(whole.Position, halves.Position, 1e-9);
            Assert.Equal(whole.Velocity, halves.Velocity, 1e-9);
        });

    [Fact]
    public void The_motion_is_the_one_that_fine_integration_finds() =>
        Gen.Select(Parameters, Springs, Gen.Double[0.01, 1]).Sample((parameters, spring, seconds) =>
        {
            Spring exact = spring;
            exact.Advance(new SpringStep(parameters, seconds), stillness: 0);
            (double position, double velocity) = Integrate(parameters, spring, seconds);

            Assert.Equal(position, exact.Position, 1e-6);
            Assert.Equal(velocity, exact.Velocity, 1e-5);
        }, iter: 60);

    [Fact]
    public void Any_damped_spring_comes_to_rest_exactly_on_its_target() =>
        Gen.Select(Gen.Double[2, 60], Gen.Double[0.1, 3], Springs).Sample((frequency, damping, spring) =>
        {
            var step = new SpringStep(new SpringParameters(frequency, damping), 1 / 60.0);
            for (int i = 0; i < 60 * 60 && !spring.AtRest; i++)
            {
                spring.Advance(step);
            }

            Assert.True(spring.AtRest);
            Assert.Equal(spring.Target, spring.Position);
        });

    [Fact]
    public void A_new_target_keeps_position_and_velocity()
    {
        var step = new SpringStep(new SpringParameters(10, 0.3), 0.05);
        var spring = new Spring(0) { Target = 100 };
        spring.Advance(step);
        (double position, double velocity) = (spring.Position, spring.Velocity);

        spring.Target = -100;

        Assert.Equal((position, velocity), (spring.Position, spring.Velocity));
        Assert.True(velocity > 0);
        spring.Advance(step);
        Assert.True(spring.Velocity < velocity);
    }

    [Fact]
    public void Only_an_underdamped_spring_overshoots()
    {
        Assert.True(Highest(0.5) > 1.1);
        Assert.True(Highest(1) <= 1);
        Assert.True(Highest(3) <= 1);
    }

    [Fact]
    public void Very_stiff_damping_over_a_long_time_stays_finite()
    {
        var spring = new Spring(5) { Target = 0 };

        spring.Advance(new SpringStep(new SpringParameters(1000, 50), 100), stillness: 0);

        Assert.Equal(0, spring.Position, 1e-9);
        Assert.True(double.IsFinite(spring.Velocity));
    }

    [Fact]
    public void Stiffness_damping_and_mass_give_frequency_and_ratio() =>
        Assert.Equal(new SpringParameters(5, 0.4), SpringParameters.FromStiffness(stiffness: 50, damping: 8, mass: 2));

    [Fact]
    public void A_point_rests_only_when_both_directions_do()
    {
        var point = new SpringPoint(0, 0) { Target = (0, 1) };
        var step = new SpringStep(new SpringParameters(20, 1), 0.01);
        point.Advance(step);
        Assert.False(point.AtRest);

        for (int i = 0; i < 200; i++)
        {
            point.Advance(step);
        }

        Assert.True(point.AtRest);
        Assert.Equal((0, 1), point.Position);
    }

    private static double Highest(double damping)
    {
        var step = new SpringStep(new SpringParameters(10, damping), 0.01);
        var spring = new Spring(0) { Target = 1 };
        double highest = 0;
        for (int i = 0; i < 300; i++)
        {
            spring.Advance(step, stillness: 0);
            highest = Math.Max(highest, spring.Position);
        }

        return highest;
    }

    private static (double Position, double Velocity) Integrate(SpringParameters p, Spring spring, double seconds)
    {
        const int Steps = 20_000;
        double h = seconds / Steps;
        double x = spring.Position - spring.Target;
        double v = spring.Velocity;
        double Pull(double offset, double speed) =>
            (-p.Frequency * p.Frequency * offset) - (2 * p.DampingRatio * p.Frequency * speed);

        for (int i = 0; i < Steps; i++)
        {
            double k1x = v;
            double k1v = Pull(x, v);
            double k2x = v + (h / 2 * k1v);
            double k2v = Pull(x + (h / 2 * k1x), v + (h / 2 * k1v));
            double k3x = v + (h / 2 * k2v);
            double k3v = Pull(x + (h / 2 * k2x), v + (h / 2 * k2v));
            double k4x = v + (h * k3v);
            double k4v = Pull(x + (h * k3x), v + (h * k3v));
            x += h / 6 * (k1x + (2 * k2x) + (2 * k3x) + k4x);
            v += h / 6 * (k1v + (2 * k2v) + (2 * k3v) + k4v);
        }

        return (x + spring.Target, v);
    }
}
