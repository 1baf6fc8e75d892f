using Arch.Workflows.Definitions;

namespace Arch.Workflows.Compiling;

/// <summary>The modifiers that every step may have.</summary>
/// <param name="When">The condition.</param>
/// <param name="IsDisabled">Whether it is switched off.</param>
/// <param name="Timeout">How long an attempt may take.</param>
/// <param name="Retry">When it is tried again.</param>
/// <param name="ContinuesOnError">Whether the steps after it go on when it failed.</param>
internal sealed record StepModifiers(
    ExpressionHandle? When,
    bool IsDisabled,
    TimeSpan? Timeout,
    RetryPolicy? Retry,
    bool ContinuesOnError);
