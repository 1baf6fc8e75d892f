namespace Arch.Plugin.Ai.Agents;

internal enum AiCallStatus
{
    /// <summary>It is to be done.</summary>
    Ready,

    /// <summary>A person is asked.</summary>
    Asked,

    /// <summary>A run does it.</summary>
    Running,

    /// <summary>It is done.</summary>
    Done,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>A person refused it.</summary>
    Refused,
}
