using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Timelines;

/// <summary>Does to the world what an input says. Must decide by the world's state and the input alone.</summary>
public delegate void InputHandler(World world, ReadOnlySpan<byte> input);
