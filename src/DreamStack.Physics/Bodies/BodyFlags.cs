namespace DreamStack.Physics.Bodies;

[Flags]
internal enum BodyFlags
{
    None = 0,
    RotationLocked = 1,
    Bullet = 2,
    MaySleep = 4,
    Awake = 8,
    Doomed = 16,
}
