using System.Collections.Immutable;
using Arch.Workflows.Definitions;

namespace Arch.Workflows.Compiling;

/// <summary>The modifiers that every step may have.</summary>
/// <param name="When">The condition.</param>
/// <param name="IsDisabled">Whether it is switched off.</param>
/// <param name="Timeout">How long an attempt may take.</param>
/// <param name="Retry">When it is tried again.</param>
/// <param name="ContinuesOnError">Whether the steps after it go on when it failed.</param>
/// <param name="Cache">How its outputs are kept.</param>
/// <param name="Limits">The limits that hold while it runs.</param>
internal sealed record StepModifiers(
    ExpressionHandle? When,
    bool IsDisabled,
    TimeSpan? Timeout,
    RetryPolicy? Retry,
    bool ContinuesOnError,
    CachePolicy? Cache,
    ImmutableArray<ConcurrencyLimit> Limits);
