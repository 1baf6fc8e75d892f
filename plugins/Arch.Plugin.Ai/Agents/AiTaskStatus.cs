namespace Arch.Plugin.Ai.Agents;

internal enum AiTaskStatus
{
    /// <summary>Others are worked on first.</summary>
    Queued,

    /// <summary>The model or tools are at work, or a person is asked.</summary>
    Working,

    /// <summary>It was answered.</summary>
    Answered,

    /// <summary>It failed.</summary>
    Failed,
}
