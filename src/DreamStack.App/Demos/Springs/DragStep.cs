using DreamStack.Streaming.Wire;
using DreamStack.Streaming.Wire.Inputs;

namespace DreamStack.App.Demos.Springs;

/// <summary>One input of a script.</summary>
/// <param name="At">When, from the script's start.</param>
/// <param name="Type">Pointer, PointerDown or PointerUp.</param>
/// <param name="Pointer">Where, and what is held.</param>
public readonly record struct DragStep(TimeSpan At, InputType Type, PointerInput Pointer);
