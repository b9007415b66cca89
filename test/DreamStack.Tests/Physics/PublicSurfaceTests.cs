using System.Reflection;
using DreamStack.Physics.Bodies;
using DreamStack.Physics.Constraints;
using DreamStack.Physics.Shapes;
using DreamStack.Physics.Timelines;
using DreamStack.Physics.Worlds;
using Xunit;

namespace DreamStack.Tests.Physics;

/// <summary>Whatever a caller hands in wrongly is refused with what would do, and nothing is half done.</summary>
public sealed class PublicSurfaceTests
{
    public static TheoryData<string> Calls => [.. BadCalls.All.Keys];

    [Theory]
    [MemberData(nameof(Calls))]
    public void A_bad_argument_is_refused_with_a_message_and_changes_nothing(string call)
    {
        using CallSite site = new();
        ulong before = site.World.FullChecksum();
        ArgumentException refused = Assert.ThrowsAny<ArgumentException>(() => BadCalls.All[call](site));
        Assert.True(refused.Message.Length > 20, refused.Message);
        Assert.Equal(before, site.World.FullChecksum());
        site.World.Step();
        Assert.Equal(site.World.StepChecksum(), site.Untouched().StepChecksum());
    }

    /// <summary>A method or setter that comes later is missed here until it has its bad calls.</summary>
    [Fact]
    public void Every_method_and_setter_that_takes_something_has_a_bad_call()
    {
        Type[] surface =
        [
            typeof(World), typeof(Body), typeof(Shape), typeof(Timeline), typeof(TimelinePlayer), typeof(WorldSettings), typeof(TimelineSettings), typeof(BodyDefinition), typeof(Surface),
            typeof(DreamStack.Physics.Regions.RegionDefinition), typeof(JointDefinition), typeof(DistanceJoint), typeof(HingeJoint), typeof(WeldJoint), typeof(SliderJoint), typeof(MouseJoint), typeof(MotorJoint),
        ];
        string[] called = [.. BadCalls.All.Keys.Select(call => call.Split(':')[0]).Distinct()];
        string[] missed = [.. surface.SelectMany(NamesOf).Distinct().Except(called).Except(s_takeAnything)];
        Assert.Empty(missed);
    }

    // What is good whatever it is: spans of any length, numbers that are the caller's own, names to look for.
    private static readonly string[] s_takeAnything =
    [
        "World.Contains", "World.CopyBodies", "World.CopyJoints", "World.CopyRegions", "World.BeforeContact", "Body.UserData", "Timeline.Add", "Timeline.InputsOf",
        "WorldSettings.Seed", "WorldSettings.MaySleep", "WorldSettings.IsContinuous", "WorldSettings.RaisesStay",
        "BodyDefinition.IsRotationLocked", "BodyDefinition.IsBullet", "BodyDefinition.MaySleep", "BodyDefinition.UserData",
        "Surface.Filter", "Surface.AsksBeforeContact", "Surface.UserData",
        "RegionDefinition.Exclusive", "RegionDefinition.Priority", "RegionDefinition.Filter", "RegionDefinition.RaisesStay",
        "JointDefinition.BodiesTouch", "JointDefinition.UserData", "DistanceJoint.IsSpring", "HingeJoint.HasLimit", "SliderJoint.HasLimit",
    ];

    private static IEnumerable<string> NamesOf(Type type)
    {
        const BindingFlags own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        foreach (MethodInfo method in type.GetMethods(own))
        {
            if (method.IsSpecialName || method.GetParameters().Length == 0 || method.Name is "Equals" or "PrintMembers" || method.Name.Contains('<', StringComparison.Ordinal)) continue;
            yield return $"{type.Name}.{method.Name}";
        }

        foreach (PropertyInfo property in type.GetProperties(own))
        {
            if (property.SetMethod is { IsPublic: true } || property.GetIndexParameters().Length > 0) yield return $"{type.Name}.{(property.GetIndexParameters().Length > 0 ? "this" : property.Name)}";
        }
    }
}
