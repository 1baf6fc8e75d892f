namespace Arch.Host.Runs;

/// <summary>How an engine works for a command.</summary>
internal enum SessionMode
{
    /// <summary>Runs are kept in the store of the project, and gone on with.</summary>
    Durable,

    /// <summary>Runs are kept in memory alone.</summary>
    Ephemeral,

    /// <summary>What is said to runs is left in the store for other hosts; no run is gone on with.</summary>
    Detached,
}
