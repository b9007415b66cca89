using DreamStack.Physics.Bodies;
using DreamStack.Physics.Collision;
using DreamStack.Physics.Events;
using DreamStack.Physics.Memory;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Solver;

/// <summary>The contacts' part of a step: into blocks by colour, through the sub-steps, and their impulses out again.</summary>
internal sealed unsafe class ContactStage
{
    private const int Grain = 16;

    private readonly World _world;
    private readonly Palette _palette = new();
    private readonly Scratch<int> _list = new();
    private readonly Scratch<int> _colors = new();
    private readonly Scratch<ContactBlock> _blocks = new();
    private readonly int[] _starts = new int[Palette.Colors + 1];
    private readonly Action<int, int> _prepare;
    private readonly Action<int, int> _warmStart;
    private readonly Action<int, int> _solve;
    private readonly Action<int, int> _restitute;
    private readonly Action<int, int> _store;
    private StepContext _context;
    private SolverBody* _bodies;
    private int _first;
    private bool _useBias;

    public ContactStage(World world)
    {
        _world = world;
        _prepare = (from, to) => ContactFilling.Fill(_world, _blocks.Rows + from, to - from);
        _warmStart = (from, to) => _world.Solver.Path.WarmStart(_blocks.Rows, _first + from, _first + to, _bodies);
        _solve = (from, to) => _world.Solver.Path.Solve(_blocks.Rows, _first + from, _first + to, _bodies, _context, _useBias);
        _restitute = (from, to) => _world.Solver.Path.Restitute(_blocks.Rows, _first + from, _first + to, _bodies, _context.RestitutionThreshold);
        _store = (from, to) => ContactFilling.Store(_world, _blocks.Rows + from, to - from);
    }

    public int Count { get; private set; }

    private int Blocks => _starts[Palette.Colors];

    /// <summary>Row of the i-th contact of this step.</summary>
    public int this[int i] => _list.Rows[i];

    public void Prepare(in StepContext context, SolverBody* bodies)
    {
        _context = context;
        _bodies = bodies;
        Lay();
        _world.Crew.For(Blocks, Grain, _prepare);
    }

    /// <summary>Lists the contacts to be solved; wakes what an awake body touches.</summary>
    public void Collect()
    {
        Count = 0;
        ContactTable contacts = _world.Contacts;
        for (int contact = 0; contact < contacts.Slots.Count; contact++)
        {
            if ((contacts.Manifolds[contact].Flags & (ContactFlags.Touching | ContactFlags.Disabled)) != ContactFlags.Touching) continue;
            ContactLinks* links = contacts.Links.Rows + contact;
            bool a = IsPushed(links->BodyA), b = IsPushed(links->BodyB);
            if (!a && !b) continue;
            if (a && !b) _world.Wake(links->BodyB);
            if (b && !a) _world.Wake(links->BodyA);
            _list.Reserve(Count + 1)[Count++] = contact;
            if (_world.Settings.RaisesStay) _world.RaiseContact(WorldEventKind.ContactStayed, contact);
        }
    }

    public void WarmStart() => ForColors(_warmStart);

    public void Solve(bool useBias)
    {
        _useBias = useBias;
        ForColors(_solve);
    }

    public void Restitute() => ForColors(_restitute);

    public void Store()
    {
        _world.Crew.For(Blocks, Grain, _store);
        ContactFilling.RaiseHits(_world, _blocks.Rows, Blocks);
    }

    private bool IsPushed(int body) => _world.Bodies.Links[body].Kind == BodyKind.Dynamic && _world.Bodies.Links[body].Awake > 0;

    private void Lay()
    {
        BodyTable bodies = _world.Bodies;
        _palette.Begin(bodies.Awake.Count + 1);
        _colors.Reserve(Count);
        for (int i = 0; i < Count; i++)
        {
            ContactLinks* links = _world.Contacts.Links.Rows + _list.Rows[i];
            int a = IsPushed(links->BodyA) ? bodies.Links[links->BodyA].Awake : 0, b = IsPushed(links->BodyB) ? bodies.Links[links->BodyB].Awake : 0;
            _colors.Rows[i] = _palette.Take(a, b);
        }

        int at = 0;
        Span<int> next = stackalloc int[Palette.Colors];
        for (int color = 0; color < Palette.Colors; color++)
        {
            _starts[color] = at;
            next[color] = at * ContactBlock.Lanes;
            // Contacts without a colour may share bodies, so each has a block to itself.
            at += color == Palette.Overflow ? _palette.Counts[color] : (_palette.Counts[color] + ContactBlock.Lanes - 1) / ContactBlock.Lanes;
        }

        _starts[Palette.Colors] = at;
        ContactBlock* blocks = _blocks.Reserve(at);
        for (int i = 0; i < at; i++) blocks[i].Used = 0;
        for (int i = 0; i < Count; i++)
        {
            int color = _colors.Rows[i], slot = next[color];
            next[color] += color == Palette.Overflow ? ContactBlock.Lanes : 1;
            ContactBlock* block = blocks + (slot / ContactBlock.Lanes);
            block->Contact[block->Used++] = _list.Rows[i];
        }
    }

    private void ForColors(Action<int, int> job)
    {
        _first = _starts[Palette.Overflow];
        if (_palette.Counts[Palette.Overflow] > 0) job(0, _palette.Counts[Palette.Overflow]);
        for (int color = 0; color < Palette.Overflow; color++)
        {
            int count = _starts[color + 1] - _starts[color];
            if (count == 0) continue;
            _first = _starts[color];
            _world.Crew.For(count, Grain, job);
        }
    }
}
