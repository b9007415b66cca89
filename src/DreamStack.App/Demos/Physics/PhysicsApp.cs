using System.Buffers;
using DreamStack.App.Hosting;
using DreamStack.App.Lockstep;
using DreamStack.App.Scene;
using DreamStack.App.Signals;
using DreamStack.Streaming.Wire.Frames;
using DreamStack.Streaming.Wire.Inputs;

namespace DreamStack.App.Demos.Physics;

/// <summary>The physics playground: a room of bodies to stack, throw, draw, pin and flood, whose time can be played backwards.</summary>
public sealed class PhysicsApp : ITableApp, IWorldApp
{
    /// <summary>The demo's name on the wire.</summary>
    public const string AppName = "physics";

    private const int Contacts = 32;
    private readonly PlaygroundBoard _board = new();
    private readonly PoseTable _poses = new();
    private readonly Playground _playground = new();
    private readonly PlaygroundPainter _painter;
    private readonly PlaygroundPublisher _publisher;
    private readonly PlaygroundHands _hands;
    private LockstepReceiver? _follower;

    /// <summary>Starts with the scene as it is built, 1280 × 720.</summary>
    public PhysicsApp()
    {
        _painter = new PlaygroundPainter(_board, _poses);
        _publisher = new PlaygroundPublisher(_board, _poses);
        _hands = new PlaygroundHands(_playground, _board);
        _publisher.Publish(_playground);
    }

    /// <inheritdoc/>
    public string Name => AppName;

    /// <inheritdoc/>
    public int Width => PlaygroundLayout.Width;

    /// <inheritdoc/>
    public int Height => PlaygroundLayout.Height;

    /// <inheritdoc/>
    public SignalState State => _board.State;

    /// <inheritdoc/>
    public bool AtRest => _playground.AtRest;

    /// <inheritdoc/>
    public LockstepSource Lockstep => _playground.Lockstep;

    /// <inheritdoc/>
    public LockstepReceiver Follower => _follower ??= new LockstepReceiver(Playground.NewWorld(), PlaygroundRules.Apply, Playground.Settings);

    /// <inheritdoc/>
    public void Saw(long? step) => _playground.Seen = step;

    /// <inheritdoc/>
    public void ShowFollower()
    {
        if (Follower.Timeline is { } timeline) _publisher.PublishPoses(timeline.World);
    }

    /// <inheritdoc/>
    public void Advance(TimeSpan elapsed)
    {
        _playground.Advance(elapsed);
        _publisher.Publish(_playground);
    }

    /// <inheritdoc/>
    public void Draw(DisplayList list)
    {
        ArgumentNullException.ThrowIfNull(list);
        _painter.Draw(list);
    }

    /// <inheritdoc/>
    public bool WriteTable(IBufferWriter<byte> output, bool whole) => _poses.Write(output, whole);

    /// <inheritdoc/>
    public bool ApplyTable(ReadOnlySpan<byte> body) => SignalTableFrame.TryRead(body, out SignalTableFrame table) && _poses.Apply(table);

    /// <inheritdoc/>
    public int RenderAudio(Span<float> samples) => 0;

    /// <inheritdoc/>
    public bool TryTakeHaptic(out HapticFrame haptic)
    {
        haptic = default;
        return false;
    }

    /// <inheritdoc/>
    public void PointerMove(uint viewer, PointerInput input) => Act(() => _hands.Move(HandOf(viewer, -1), input.X, input.Y));

    /// <inheritdoc/>
    public void PointerDown(uint viewer, PointerInput input) => Act(() => _hands.Press(HandOf(viewer, -1), input.X, input.Y));

    /// <inheritdoc/>
    public void PointerUp(uint viewer, PointerInput input)
    {
        if ((input.Buttons & 1) != 0) return;
        Act(() => _hands.Lift(HandOf(viewer, -1)));
    }

    /// <inheritdoc/>
    public void Touch(uint viewer, TouchInput input, bool present)
    {
        uint hand = HandOf(viewer, input.Id % Contacts);
        if (!present) Act(() => _hands.Lift(hand));
        else if (_hands.IsDown(hand)) Act(() => _hands.Move(hand, input.X, input.Y));
        else Act(() => _hands.Press(hand, input.X, input.Y));
    }

    /// <inheritdoc/>
    public void Key(uint viewer, KeyInput input, bool down)
    {
        if (!down) return;
        switch (input.KeyCode)
        {
            case KeyCodes.Space: Act(_playground.TogglePlaying); break;
            case KeyCodes.Left: Act(() => Skip(-1)); break;
            case KeyCodes.Right: Act(() => Skip(1)); break;
            case KeyCodes.Down: Act(() => _playground.SetSpeed(-1)); break;
            case KeyCodes.Up: Act(_playground.GoLive); break;
            case KeyCodes.R: Act(() => _hands.Choose(viewer, PlaygroundLayout.Tools.Length - 1)); break;
            case >= KeyCodes.Digit1 and < KeyCodes.Digit1 + 9: Act(() => _hands.Choose(viewer, input.KeyCode - KeyCodes.Digit1)); break;
        }
    }

    /// <inheritdoc/>
    public void Text(uint viewer, ReadOnlySpan<byte> utf8)
    {
        // There is nothing to write on.
    }

    /// <inheritdoc/>
    public void Scroll(uint viewer, ScrollInput input) => Act(() => Skip(input.Dy > 0 ? 6 : -6));

    /// <inheritdoc/>
    public void ReleaseAll() => Act(_hands.LiftAll);

    /// <inheritdoc/>
    public void Resize(ResizeInput input)
    {
        // The room has one size: everybody's world is the same.
    }

    private static uint HandOf(uint viewer, int contact) => viewer | ((uint)(contact + 1) << 26);

    private void Skip(int steps) => _playground.Show(Lockstep.Timeline.Now + steps);

    private void Act(Action act)
    {
        using (Batch.Open()) act();
        _publisher.Publish(_playground);
    }
}
