using DreamStack.Physics.Bodies;
using DreamStack.Physics.Collision;
using DreamStack.Physics.Events;
using DreamStack.Physics.Memory;

namespace DreamStack.Physics.Worlds;

public sealed unsafe partial class World
{
    private readonly Scratch<int> _waking = new();

    /// <summary>Wakes a body and everything it is joined to, in the order it is found.</summary>
    internal void Wake(int start)
    {
        if (Bodies.IsAwake(start))
        {
            Bodies.SleepTimes[start] = 0f;
            return;
        }

        if (Bodies.Links[start].Kind == BodyKind.Static) return;
        int count = 0;
        Rouse(start, ref count);
        while (count > 0)
        {
            int body = _waking.Rows[--count];
            if (Bodies.Links[body].Kind != BodyKind.Dynamic) continue;
            for (int c = Bodies.Links[body].FirstContact; c >= 0; c = Contacts.Next(c, body))
            {
                if ((Contacts.Manifolds[c].Flags & ContactFlags.Touching) == 0) continue;
                ContactLinks* links = Contacts.Links.Rows + c;
                Rouse(links->BodyA == body ? links->BodyB : links->BodyA, ref count);
            }

            for (int j = Bodies.Links[body].FirstJoint; j >= 0; j = Joints.Next(j, body)) Rouse(Joints.Other(j, body), ref count);
        }
    }

    internal void PushAwake(int body)
    {
        Bodies.Awake.Push(body);
        Bodies.Links[body].Awake = Bodies.Awake.Count;
    }

    internal void PopAwake(int body)
    {
        int place = Bodies.Links[body].Awake - 1;
        if (place < 0) return;
        int last = Bodies.Awake[Bodies.Awake.Count - 1];
        Bodies.Awake[place] = last;
        Bodies.Links[last].Awake = place + 1;
        Bodies.Links[body].Awake = 0;
        Bodies.Awake.Count--;
    }

    internal void WakeTouching(int body)
    {
        for (int c = Bodies.Links[body].FirstContact; c >= 0; c = Contacts.Next(c, body))
        {
            if ((Contacts.Manifolds[c].Flags & ContactFlags.Touching) == 0) continue;
            ContactLinks links = Contacts.Links[c];
            Wake(links.BodyA == body ? links.BodyB : links.BodyA);
        }

        for (int j = Bodies.Links[body].FirstJoint; j >= 0; j = Joints.Next(j, body)) Wake(Joints.Other(j, body));
    }

    private void Rouse(int body, ref int count)
    {
        if (Bodies.Links[body].Kind == BodyKind.Static || Bodies.IsAwake(body)) return;
        PushAwake(body);
        Bodies.SleepTimes[body] = 0f;
        Log.Raise(new WorldEvent { Kind = WorldEventKind.Woke, BodyA = IdOf(body) });
        _waking.Reserve(count + 1)[count++] = body;
    }
}
