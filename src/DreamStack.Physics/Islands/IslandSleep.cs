using DreamStack.Physics.Bodies;
using DreamStack.Physics.Collision;
using DreamStack.Physics.Constraints;
using DreamStack.Physics.Events;
using DreamStack.Physics.Maths;
using DreamStack.Physics.Memory;
using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Islands;

/// <summary>
/// Puts islands to sleep: bodies that touch or are joined, all of them still for half a second. The islands are found
/// anew when a body is due, so nothing of them is kept.
/// </summary>
internal sealed unsafe class IslandSleep(World world)
{
    private const float TimeToSleep = 0.5f;

    private readonly Scratch<int> _parents = new();
    private readonly Scratch<float> _times = new();

    public void Run()
    {
        if (!world.Settings.MaySleep) return;
        int count = world.Bodies.Awake.Count;
        bool isDue = false;
        _parents.Reserve(count + 1);
        _times.Reserve(count + 1);
        for (int i = 1; i <= count; i++)
        {
            float time = world.Bodies.SleepTimes[world.Bodies.Awake[i - 1]];
            _parents.Rows[i] = i;
            _times.Rows[i] = time;
            isDue |= time >= TimeToSleep;
        }

        if (!isDue) return;
        Join();
        for (int i = 1; i <= count; i++)
        {
            int root = Root(i);
            _times.Rows[root] = Scalar.Min(_times.Rows[root], _times.Rows[i]);
        }

        Sleep(count);
    }

    private void Join()
    {
        for (int i = 0; i < world.Solver.Contacts.Count; i++)
        {
            ContactLinks* links = world.Contacts.Links.Rows + world.Solver.Contacts[i];
            Link(links->BodyA, links->BodyB);
        }

        for (int i = 0; i < world.Solver.Joints.Count; i++)
        {
            JointRow* row = world.Joints.Rows.Rows + world.Solver.Joints[i];
            Link(row->BodyA, row->BodyB);
        }
    }

    private void Link(int bodyA, int bodyB)
    {
        int a = world.Bodies.Links[bodyA].Awake, b = world.Bodies.Links[bodyB].Awake;
        if (a == 0 || b == 0) return;
        bool pushedA = world.Bodies.Links[bodyA].Kind == BodyKind.Dynamic, pushedB = world.Bodies.Links[bodyB].Kind == BodyKind.Dynamic;
        if (pushedA && pushedB)
        {
            int ra = Root(a), rb = Root(b);
            if (ra < rb) _parents.Rows[rb] = ra;
            else _parents.Rows[ra] = rb;
            return;
        }

        // What a moving kinematic body touches is not still, whatever its own speed.
        int kinematic = pushedA ? bodyB : bodyA, pushed = pushedA ? a : b;
        BodyMotion motion = world.Bodies.Motions[kinematic];
        if (motion.Linear != default || motion.Angular != 0f) _times.Rows[pushed] = 0f;
    }

    private int Root(int i)
    {
        int* parents = _parents.Rows;
        while (parents[i] != i)
        {
            parents[i] = parents[parents[i]];
            i = parents[i];
        }

        return i;
    }

    private void Sleep(int count)
    {
        int kept = 0;
        for (int i = 1; i <= count; i++)
        {
            int body = world.Bodies.Awake[i - 1];
            if (_times.Rows[Root(i)] < TimeToSleep)
            {
                world.Bodies.Awake[kept++] = body;
                world.Bodies.Links[body].Awake = kept;
                continue;
            }

            world.Bodies.Links[body].Awake = 0;
            world.Bodies.Motions[body] = default;
            world.Bodies.SleepTimes[body] = 0f;
            world.Log.Raise(new WorldEvent { Kind = WorldEventKind.Slept, BodyA = world.IdOf(body) });
        }

        world.Bodies.Awake.Count = kept;
    }
}
