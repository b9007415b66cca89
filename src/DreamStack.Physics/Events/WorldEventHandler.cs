using DreamStack.Physics.Worlds;

namespace DreamStack.Physics.Events;

/// <summary>Is called after a step for each event in order; may change the world.</summary>
public delegate void WorldEventHandler(World world, in WorldEvent happened);
