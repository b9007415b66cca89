namespace DreamStack.Ahead.Reading;

/// <summary>What the evaluation stack tells apart; numbers of a pointer's size are of four bytes.</summary>
internal enum StackKind
{
    Int32,
    Int64,
    Single,
    Double,
    Pointer,
    Value,
}
