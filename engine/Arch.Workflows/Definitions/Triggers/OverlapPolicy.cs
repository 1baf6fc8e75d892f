namespace Arch.Workflows.Definitions.Triggers;

/// <summary>What happens while the run before still goes on.</summary>
public enum OverlapPolicy
{
    /// <summary>Both go on.</summary>
    Allow,

    /// <summary>None is started.</summary>
    Skip,

    /// <summary>It is started when that one has ended.</summary>
    Queue,

    /// <summary>That one is cancelled.</summary>
    Replace,
}
