using System.Collections.Immutable;
using Arch.Expressions.Values;
using Arch.Workflows.Diagnostics;
using Arch.Workflows.Testing;

namespace Arch.Testing.Outcomes;

/// <summary>What came of one execution of a step.</summary>
public sealed record StepOutcome
{
    /// <summary>Gets its place, with what is around it.</summary>
    public required ImmutableArray<StepKeyPart> Chain { get; init; }

    /// <summary>Gets its place as text: <c>pages[3]/write</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Gets the verb.</summary>
    public required string Verb { get; init; }

    /// <summary>Gets whether it only holds other steps.</summary>
    public bool IsBlock { get; init; }

    /// <summary>Gets whether it is a step of the tested workflow or its actions, rather than of a called workflow.</summary>
    public bool IsOwn { get; init; }

    /// <summary>Gets how it ended: <c>succeeded</c>, <c>failed</c>, <c>cancelled</c>, <c>skipped</c>, <c>waiting</c> or <c>running</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Gets what its last attempt was given; undefined when it was nothing.</summary>
    public Value Inputs { get; init; }

    /// <summary>Gets its outputs; undefined when it had none.</summary>
    public Value Outputs { get; init; }

    /// <summary>Gets its error; undefined when it had none.</summary>
    public Value Error { get; init; }

    /// <summary>Gets how often it was tried.</summary>
    public int Attempts { get; init; }

    /// <summary>Gets where it stands.</summary>
    public required SourcePlace Place { get; init; }

    /// <summary>Gives it as assertions see it.</summary>
    /// <returns>An object.</returns>
    public Value ToValue() => Value.From(ValueObject.Of(
        ("status", Value.From(Status)),
        ("inputs", Inputs),
        ("outputs", Outputs),
        ("error", Error),
        ("attempts", Value.From(Attempts))));
}
