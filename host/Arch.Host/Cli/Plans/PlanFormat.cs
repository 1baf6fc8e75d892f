namespace Arch.Host.Cli.Plans;

/// <summary>How a plan is said.</summary>
internal enum PlanFormat
{
    /// <summary>For people.</summary>
    Text,

    /// <summary>For programs.</summary>
    Json,

    /// <summary>For pull requests.</summary>
    Markdown,
}
