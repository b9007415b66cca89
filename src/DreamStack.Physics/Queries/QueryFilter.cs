using DreamStack.Physics.Shapes;

namespace DreamStack.Physics.Queries;

/// <summary>Which shapes a query sees: those of the mask whose own mask has the category.</summary>
/// <param name="Category">The bits the query is.</param>
/// <param name="Mask">The bits it looks for.</param>
public readonly record struct QueryFilter(uint Category, uint Mask)
{
    /// <summary>Sees everything.</summary>
    public static QueryFilter All => new(uint.MaxValue, uint.MaxValue);

    internal bool Sees(Filter filter) => (Category & filter.Mask) != 0 && (filter.Category & Mask) != 0;
}
