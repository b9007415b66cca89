using DreamStack.Physics.Maths;

namespace DreamStack.Physics.Worlds;

/// <summary>The state that there is once.</summary>
internal struct WorldGlobals
{
    public long Step;
    public ulong Random;
    public ulong EventHash;
    public Vec2 Gravity;
}
