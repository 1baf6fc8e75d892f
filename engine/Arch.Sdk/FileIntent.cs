namespace Arch.Sdk;

/// <summary>What a step is about to do with a file.</summary>
public enum FileIntent
{
    /// <summary>Read it, or list a folder.</summary>
    Read,

    /// <summary>Create, change or delete it.</summary>
    Write,
}
