namespace DreamStack.Physics.Shapes;

/// <summary>Decides who touches whom: equal groups above zero always, below zero never, else category against mask.</summary>
/// <param name="Category">The bits this shape is.</param>
/// <param name="Mask">The bits this shape touches.</param>
/// <param name="Group">Overrides the bits between shapes of the same group; 0 is no group.</param>
public readonly record struct Filter(uint Category, uint Mask, int Group)
{
    /// <summary>Touches everything.</summary>
    public static Filter All => new(1, uint.MaxValue, 0);

    /// <summary>Whether two shapes may touch.</summary>
    public bool Touches(Filter other) =>
        Group == other.Group && Group != 0 ? Group > 0 : (Category & other.Mask) != 0 && (other.Category & Mask) != 0;
}
