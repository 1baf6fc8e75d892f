namespace Arch.Engine.Memory;

/// <summary>Where a run that has no living owner is kept for those who look for work.</summary>
/// <param name="IsLeft">Whether it is among those for which there is something to do.</param>
/// <param name="DueAt">Under which moment it is kept; <see langword="null"/> for none.</param>
internal readonly record struct FreePlace(bool IsLeft, DateTimeOffset? DueAt)
{
    public bool IsNone => !IsLeft && DueAt is null;
}
