namespace DreamStack.Physics.BroadPhase;

/// <summary>Is shown the items whose boxes a search meets.</summary>
internal interface ITreeVisitor
{
    /// <summary>False ends the search.</summary>
    bool Visit(int item);
}
