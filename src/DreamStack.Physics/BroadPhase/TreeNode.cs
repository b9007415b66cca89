using DreamStack.Physics.Maths;

namespace DreamStack.Physics.BroadPhase;

/// <summary>
/// A node of a bounds tree; a leaf has height 0 and holds its item where an inner node has its first child. An inner
/// node that is to be made anew has the complement of its height.
/// </summary>
internal struct TreeNode
{
    public Bounds Bounds;
    public int First;
    public int Second;
    public int Parent;
    public int Height;
}
