using DreamStack.Physics.BroadPhase;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Memory;
using Xunit;

namespace DreamStack.Tests.Physics;

/// <summary>Whatever happened to a tree, it holds what was put in and finds what brute force finds.</summary>
public sealed unsafe class BoundsTreeTests
{
    private const int Items = 300;

    private readonly BoundsTree _tree;
    private readonly Dictionary<int, (int Leaf, Bounds Bounds)> _items = [];

    public BoundsTreeTests()
    {
        Arena arena = new();
        _tree = new BoundsTree(arena, "tree");
        _tree.Begin();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void After_any_history_a_search_finds_what_brute_force_does(int seed)
    {
        Random random = new(seed);
        for (int round = 0; round < 60; round++)
        {
            for (int i = 0; i < 20; i++)
            {
                int item = random.Next(Items);
                if (!_items.Remove(item, out var old)) _items[item] = (_tree.Insert(item, Box(random)), default);
                else if (random.Next(3) == 0) _tree.Remove(old.Leaf);
                else _items[item] = (old.Leaf, default);
                if (_items.TryGetValue(item, out var now)) Place(item, now.Leaf, Box(random), isOne: true);
            }

            foreach ((int item, (int leaf, Bounds bounds)) in _items.ToList())
            {
                if (random.Next(round % 4 + 1) == 0) Place(item, leaf, random.Next(2) == 0 ? Box(random) : bounds.Swept(new Vec2(random.NextSingle(), 1f)), isOne: false);
            }

            _tree.Rebuild();
            AssertWhole();
            Bounds asked = Box(random).Grown(random.NextSingle() * 20f);
            Assert.Equal(_items.Where(pair => pair.Value.Bounds.Overlaps(asked)).Select(pair => pair.Key).Order(), Found(asked).Order());
        }
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(0.5f)]
    public void Boxes_in_a_heap_or_in_ever_smaller_steps_do_not_make_a_deep_tree(float shrink)
    {
        float x = 1000f;
        for (int i = 0; i < 2000; i++)
        {
            _items[i] = (_tree.Insert(i, Bounds.Around(default, 1f)), Bounds.Around(default, 1f));
        }

        for (int round = 0; round < 30; round++)
        {
            foreach ((int item, (int leaf, _)) in _items.ToList())
            {
                Place(item, leaf, Bounds.Around(new Vec2(x, 0f), 1e-3f), isOne: false);
                x = x < 1e-30f ? 1000f : shrink * x;
            }

            _tree.Rebuild();
        }

        AssertWhole();
        Assert.InRange(_tree.Nodes[_tree.Root].Height, 11, 96);
    }

    private static Bounds Box(Random random)
    {
        Vec2 center = new((random.NextSingle() * 100f) - 50f, (random.NextSingle() * 100f) - 50f);
        return new Bounds(center, center + new Vec2(random.NextSingle() * 5f, random.NextSingle() * 5f));
    }

    private void Place(int item, int leaf, Bounds bounds, bool isOne)
    {
        if (isOne) _tree.Move(leaf, bounds);
        else _tree.Enlarge(leaf, bounds);
        _items[item] = (leaf, bounds);
    }

    private List<int> Found(Bounds asked)
    {
        Collector collector = new([]);
        TreeSearch.Overlaps(_tree, asked, ref collector);
        return collector.Items;
    }

    private void AssertWhole()
    {
        List<int> leaves = [];
        if (_tree.Root != 0) Walk(_tree.Root, parent: 0, leaves);
        Assert.Equal(_items.Values.Select(item => item.Leaf).Order(), leaves.Order());
        foreach ((int item, (int leaf, Bounds bounds)) in _items) Assert.Equal((item, bounds), (_tree.Nodes[leaf].First, _tree.BoundsOf(leaf)));
    }

    private void Walk(int at, int parent, List<int> leaves)
    {
        TreeNode node = _tree.Nodes[at];
        Assert.Equal(parent, node.Parent);
        if (node.Height == 0)
        {
            leaves.Add(at);
            return;
        }

        TreeNode first = _tree.Nodes[node.First], second = _tree.Nodes[node.Second];
        Assert.Equal(1 + Math.Max(first.Height, second.Height), node.Height);
        Assert.True(node.Bounds.Contains(first.Bounds) && node.Bounds.Contains(second.Bounds));
        Walk(node.First, at, leaves);
        Walk(node.Second, at, leaves);
    }

    private readonly struct Collector(List<int> items) : ITreeVisitor
    {
        public List<int> Items { get; } = items;

        public bool Visit(int item)
        {
            Items.Add(item);
            return true;
        }
    }
}
